/**
 * Who leads a regime and whether that is more than luck: the choice of a configuration per regime
 * ({@link io.regimen.activities.selection.Selection}), the order of runs ({@link io.regimen.activities.selection.Ranking}),
 * the evidence ({@link io.regimen.activities.selection.Verdict}).
 */
@NullMarked
package io.regimen.activities.selection;

import org.jspecify.annotations.NullMarked;
