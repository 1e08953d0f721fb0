/**
 * From the forecasts of a model's members to ranked signals: prediction methods, ensembles, confidence. Start at
 * {@link io.regimen.activities.inference.SignalGenerator}.
 */
@NullMarked
package io.regimen.activities.inference;

import org.jspecify.annotations.NullMarked;
