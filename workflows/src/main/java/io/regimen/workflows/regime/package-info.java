/**
 * What a market regime is: measures, rules over them as JSON trees or a detector with hidden states, and sets of named regimes. Start at
 * {@link io.regimen.workflows.regime.RegimeSet}; the measures are computed in {@code activities.regime}.
 */
@NullMarked
package io.regimen.workflows.regime;

import org.jspecify.annotations.NullMarked;
