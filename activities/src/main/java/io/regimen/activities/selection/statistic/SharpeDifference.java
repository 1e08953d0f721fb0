package io.regimen.activities.selection.statistic;

import io.regimen.activities.model.Vector;
import java.util.Optional;

/**
 * Whether two strategies on the same bars have different Sharpe ratios.
 *
 * @param difference of the ratios per bar, first less second
 * @param z the test statistic, about normal if the true ratios are equal
 * @param p two-sided
 */
public record SharpeDifference(double difference, double z, double p) {

    /** For independent normal returns: Jobson and Korkie 1981 as corrected by Memmel 2003. Empty where a ratio is. */
    public static Optional<SharpeDifference> memmel(Vector first, Vector second) {
        Optional<SharpeRatio> a = SharpeRatio.of(first);
        Optional<SharpeRatio> b = SharpeRatio.of(second);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        double s1 = a.get().value();
        double s2 = b.get().value();
        double m1 = Series.mean(first);
        double m2 = Series.mean(second);
        double product = 0;
        for (int i = 0; i < first.size(); i++) {
            product += (first.get(i) - m1) * (second.get(i) - m2);
        }
        double r = product / Math.sqrt(Series.squares(first, m1) * Series.squares(second, m2));
        double variance = (2 - 2 * r + 0.5 * (s1 * s1 + s2 * s2 - 2 * s1 * s2 * r * r)) / first.size();
        return of(s1 - s2, Math.sqrt(variance));
    }

    /**
     * For returns whose size and scatter depend on the past (Ledoit and Wolf 2008, section 3.1), with Bartlett weights
     * over {@link LongRun#lags} lags. Ratios divide by n here. Empty where a ratio is not defined.
     */
    public static Optional<SharpeDifference> robust(Vector first, Vector second) {
        int n = first.size();
        if (SharpeRatio.of(first).isEmpty() || SharpeRatio.of(second).isEmpty() || n <= MOMENTS) {
            return Optional.empty();
        }
        double m1 = Series.mean(first);
        double m2 = Series.mean(second);
        double v1 = Series.squares(first, m1) / n;
        double v2 = Series.squares(second, m2) / n;
        double g1 = v1 + m1 * m1;
        double g2 = v2 + m2 * m2;
        double[] gradient = {
            g1 / (v1 * Math.sqrt(v1)),
            -g2 / (v2 * Math.sqrt(v2)),
            -0.5 * m1 / (v1 * Math.sqrt(v1)),
            0.5 * m2 / (v2 * Math.sqrt(v2))
        };
        // the variance of gradient x moments is the long-run variance of that one combined series
        Vector combined = new Vector(n);
        for (int i = 0; i < n; i++) {
            double x = first.get(i);
            double y = second.get(i);
            combined.set(
                    i,
                    gradient[0] * (x - m1)
                            + gradient[1] * (y - m2)
                            + gradient[2] * (x * x - g1)
                            + gradient[3] * (y * y - g2));
        }
        double variance = LongRun.variance(combined, LongRun.lags(n)) * n / (n - MOMENTS);
        return of(m1 / Math.sqrt(v1) - m2 / Math.sqrt(v2), Math.sqrt(variance / n));
    }

    /** Moments that are estimated: two means, two second moments. */
    private static final int MOMENTS = 4;

    private static Optional<SharpeDifference> of(double difference, double error) {
        return error > 0
                ? Optional.of(new SharpeDifference(difference, difference / error, Normal.twoSided(difference / error)))
                : Optional.empty();
    }
}
