package io.regimen.activities.selection.statistic;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** The standard normal distribution. */
final class Normal {
    private static final NormalDistribution STANDARD = new NormalDistribution();

    private Normal() {}

    static double cumulative(double z) {
        return STANDARD.cumulativeProbability(z);
    }

    static double quantile(double p) {
        return STANDARD.inverseCumulativeProbability(p);
    }

    static double twoSided(double z) {
        return 2 * STANDARD.cumulativeProbability(-Math.abs(z));
    }
}
