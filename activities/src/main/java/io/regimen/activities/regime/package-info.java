/**
 * The state of a market at each bar, from its past only. Start at
 * {@link io.regimen.activities.regime.RegimeClassifier}.
 */
@NullMarked
package io.regimen.activities.regime;

import org.jspecify.annotations.NullMarked;
