/**
 * Features of bars: which ones ({@link io.regimen.activities.feature.FeatureSpec}), their values
 * ({@link io.regimen.activities.feature.FeatureSet}), and how they are computed without looking ahead. Start at
 * {@link io.regimen.activities.feature.Features}.
 */
@NullMarked
package io.regimen.activities.feature;

import org.jspecify.annotations.NullMarked;
