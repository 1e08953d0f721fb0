/**
 * The state of a market at each bar, from its past only: the measures of the catalogue, rules over them, detectors fitted
 * on them, and sets. Start at {@link io.regimen.activities.regime.RegimeClassifier}.
 */
@NullMarked
package io.regimen.activities.regime;

import org.jspecify.annotations.NullMarked;
