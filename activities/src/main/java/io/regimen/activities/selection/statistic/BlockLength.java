package io.regimen.activities.selection.statistic;

import io.regimen.activities.model.Vector;

/**
 * Length of blocks with which a bootstrap keeps the dependence of a series: Politis and White 2004 as corrected by Patton,
 * Politis and White 2009.
 *
 * @param stationary mean length for the stationary bootstrap
 * @param circular length for the circular one
 */
public record BlockLength(double stationary, double circular) {
    private static final int LEAST_QUIET_LAGS = 5;

    /** The best lengths for a series of at least 8; 1 where nothing moves. */
    public static BlockLength of(Vector series) {
        int n = series.size();
        if (n < 8) {
            throw new IllegalArgumentException("a block length needs 8 returns, not " + n);
        }
        double mean = Series.mean(series);
        double variance = Series.autocovariance(series, mean, 0);
        if (variance == 0) {
            return new BlockLength(1, 1);
        }
        int quietLags = Math.max(LEAST_QUIET_LAGS, (int) Math.log10(n));
        int longest = Math.min((int) Math.ceil(Math.sqrt(n)) + quietLags, n - 2);
        int bandwidth = bandwidth(series, mean, quietLags, longest);
        double slope = 0;
        double spectrum = variance;
        for (int k = 1; k <= bandwidth; k++) {
            double share = (double) k / bandwidth;
            double weight = share <= 0.5 ? 1 : 2 * (1 - share);
            double covariance = Series.autocovariance(series, mean, k);
            slope += 2 * weight * k * covariance;
            spectrum += 2 * weight * covariance;
        }
        double limit = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3.0));
        double square = spectrum * spectrum;
        return new BlockLength(
                length(2 * slope * slope / (2 * square), n, limit),
                length(2 * slope * slope / (4 / 3.0 * square), n, limit));
    }

    private static double length(double ratio, int n, double limit) {
        return Math.clamp(Math.cbrt(ratio * n), 1, limit);
    }

    /** Twice the lag after which autocorrelations stay within chance for a while. */
    private static int bandwidth(Vector series, double mean, int quietLags, int longest) {
        int n = series.size();
        double chance = 2 * Math.sqrt(Math.log10(n) / n);
        int quiet = 0;
        for (int lag = 0; lag < longest; lag++) {
            double product = 0;
            double early = 0;
            double late = 0;
            for (int i = lag; i < n; i++) {
                product += (series.get(i) - mean) * (series.get(i - lag) - mean);
            }
            for (int i = lag + 1; i < n; i++) {
                double now = series.get(i) - mean;
                double then = series.get(i - lag - 1) - mean;
                late += now * now;
                early += then * then;
            }
            quiet = Math.abs(product) < chance * Math.sqrt(late * early) ? quiet + 1 : 0;
            if (quiet == quietLags) {
                return Math.min(2 * Math.max(lag + 1 - quietLags, 1), longest);
            }
        }
        return longest;
    }
}
