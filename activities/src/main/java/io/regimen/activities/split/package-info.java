/**
 * Which rows are trained on and which are evaluated. A cell uses {@link io.regimen.activities.split.TemporalSplit};
 * walk-forward and combinatorial folds are {@link io.regimen.activities.split.Fold}s, which cannot overlap.
 */
@NullMarked
package io.regimen.activities.split;

import org.jspecify.annotations.NullMarked;
