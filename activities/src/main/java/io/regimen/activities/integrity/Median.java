package io.regimen.activities.integrity;

import java.util.Arrays;

/** Medians: the middle value, the lower of two. */
final class Median {
    /** Fewer values than this do not make a usual one. */
    static final int FEW = 20;

    private Median() {}

    /** NaN if there are none. */
    static double of(double[] values) {
        return quantile(values, 0.5);
    }

    /** Median of the values above 0; NaN if there are none. */
    static double ofPositive(double[] values) {
        return of(Arrays.stream(values).filter(v -> v > 0).toArray());
    }

    /** The smallest value that at least a share of the values do not exceed; NaN if there are none. */
    static double quantile(double[] values, double share) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
