package io.regimen.activities.preprocess;

import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.FeatureScaling;
import io.regimen.workflows.Preprocessing;

/** Preprocessing with everything but winsorising and scaling at its default. */
final class Specs {
    private Specs() {}

    static Preprocessing of(double winsorize, FeatureScaling scaling) {
        return new Preprocessing(0, 0, 0, 0, winsorize, scaling, 0, DayBoundary.MARKET);
    }
}
