package io.regimen.activities.selection.statistic;

import io.regimen.activities.model.Vector;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Whether one series is greater on average than another on the same bars: Diebold and Mariano 1995 with the small-sample
 * correction of Harvey, Leybourne and Newbold 1997.
 *
 * @param mean of first less second
 * @param statistic of Diebold and Mariano
 * @param corrected the same after the correction
 * @param twoSided p-value, Student's t with n - 1 degrees of freedom
 * @param firstGreater p-value of one side: small where the first is greater
 */
public record PairedDifference(double mean, double statistic, double corrected, double twoSided, double firstGreater) {

    /**
     * Compares two series: losses (then the second is the better one), or gains.
     *
     * @param horizon bars that one decision reaches: autocovariances up to horizon - 1 count, each with weight 1
     * @return empty if the series are too short, or their variance cannot be told
     */
    public static Optional<PairedDifference> of(Vector first, Vector second, int horizon) {
        Vector d = Series.difference(first, second);
        int n = d.size();
        if (n < 2 || horizon < 1 || horizon >= n) {
            return Optional.empty();
        }
        double mean = Series.mean(d);
        double variance = Series.autocovariance(d, mean, 0);
        for (int k = 1; k < horizon; k++) {
            variance += 2 * Series.autocovariance(d, mean, k);
        }
        // the unweighted sum can fall below zero; then, as Harvey, Leybourne and Newbold advise, Bartlett's weights
        if (variance <= 0) {
            variance = LongRun.variance(d, horizon - 1);
        }
        if (!(variance > 0)) {
            return Optional.empty();
        }
        double statistic = mean / Math.sqrt(variance / n);
        double h = horizon;
        double corrected = statistic * Math.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n);
        TDistribution student = new TDistribution(n - 1);
        return Optional.of(new PairedDifference(
                mean,
                statistic,
                corrected,
                2 * student.cumulativeProbability(-Math.abs(corrected)),
                student.cumulativeProbability(-corrected)));
    }
}
