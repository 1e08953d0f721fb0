/**
 * Features of bars: which ones ({@link io.regimen.activities.feature.FeatureSpec}), their values
 * ({@link io.regimen.activities.feature.FeatureSet}), and how they are computed without looking ahead. Start at
 * {@link io.regimen.activities.feature.Features}; everything runs through
 * {@link io.regimen.activities.feature.FeatureStream}, bar by bar. The mathematics stands in the {@code *Indicators} and
 * {@code *Block} classes, one per group; names, parameters and sources in {@link io.regimen.workflows.Catalogue}.
 */
@NullMarked
package io.regimen.activities.feature;

import org.jspecify.annotations.NullMarked;
