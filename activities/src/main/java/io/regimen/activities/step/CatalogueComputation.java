package io.regimen.activities.step;

import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.activities.feature.Features;
import io.regimen.activities.market.Bars;
import jakarta.inject.Singleton;

/** Features of the catalogue. */
@Singleton
final class CatalogueComputation implements FeatureComputation {
    @Override
    public FeatureSet compute(Bars bars, FeatureSpec spec) {
        return Features.compute(bars, spec);
    }

    @Override
    public FeatureSet append(FeatureSet old, Bars grown, FeatureSpec spec) {
        return Features.append(old, grown, spec);
    }
}
