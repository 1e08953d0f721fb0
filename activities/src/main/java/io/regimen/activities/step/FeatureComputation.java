package io.regimen.activities.step;

import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.activities.market.Bars;

/** How feature sets come about; tests count. */
interface FeatureComputation {
    FeatureSet compute(Bars bars, FeatureSpec spec);

    /**
     * The feature set of bars that continue those of another: equal, bit for bit, to computing it afresh.
     *
     * @param old the set of the same spec for the first bars of {@code grown}
     */
    FeatureSet append(FeatureSet old, Bars grown, FeatureSpec spec);
}
