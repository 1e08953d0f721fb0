/**
 * What a market regime is: measures, rules over them as JSON trees, and sets of named rules. Start at
 * {@link io.regimen.workflows.regime.RegimeSet}; the measures are computed in {@code activities.regime}.
 */
@NullMarked
package io.regimen.workflows.regime;

import org.jspecify.annotations.NullMarked;
