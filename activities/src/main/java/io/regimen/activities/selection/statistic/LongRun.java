package io.regimen.activities.selection.statistic;

import io.regimen.activities.model.Vector;

/** The variance that the mean of a dependent series has: n times it, as n grows. */
public final class LongRun {
    private LongRun() {}

    /** The customary number of lags, floor(4 (n / 100)^(2/9)) (Newey and West 1994). */
    public static int lags(int bars) {
        return (int) Math.floor(4 * Math.pow(bars / 100.0, 2 / 9.0));
    }

    /** Bartlett-weighted sum of autocovariances (Newey and West 1987, equation 5). */
    public static double variance(Vector series, int lags) {
        double mean = Series.mean(series);
        double out = Series.autocovariance(series, mean, 0);
        for (int k = 1; k <= lags; k++) {
            out += 2 * (1 - k / (lags + 1.0)) * Series.autocovariance(series, mean, k);
        }
        return out;
    }
}
