package io.regimen.activities.selection.statistic;

import io.regimen.activities.model.Vector;
import java.util.Optional;

/**
 * A Sharpe ratio per bar, and how far it can be trusted (Bailey and Lopez de Prado 2012, 2014). Nothing is annualised.
 *
 * @param bars number of returns, at least 2
 * @param value mean / deviation (n - 1)
 * @param skew m3 / m2^1.5 of central moments that divide by n
 * @param kurtosis m4 / m2^2: raw, 3 for normal returns
 */
public record SharpeRatio(int bars, double value, double skew, double kurtosis) {
    /** Moments of returns that differ by less than this share of their mean are rounding noise. */
    private static final double CONSTANT = 1e-12;

    public SharpeRatio {
        if (bars < 2) {
            throw new IllegalArgumentException("a Sharpe ratio needs two returns, not " + bars);
        }
    }

    /** That of a series of returns; empty below two of them, or where they are all the same. */
    public static Optional<SharpeRatio> of(Vector returns) {
        int n = returns.size();
        if (n < 2) {
            return Optional.empty();
        }
        double mean = Series.mean(returns);
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (int i = 0; i < n; i++) {
            double d = returns.get(i) - mean;
            double square = d * d;
            second += square;
            third += square * d;
            fourth += square * square;
        }
        double variance = second / n;
        if (Math.sqrt(variance) <= CONSTANT * Math.abs(mean) || variance == 0) {
            return Optional.empty();
        }
        return Optional.of(new SharpeRatio(
                n,
                mean / Math.sqrt(second / (n - 1)),
                third / n / (variance * Math.sqrt(variance)),
                fourth / n / (variance * variance)));
    }

    /** Probability that the true ratio is above a benchmark: the probabilistic Sharpe ratio (2012, equation 9). */
    public double probabilityAbove(double benchmark) {
        return Normal.cumulative((value - benchmark) * Math.sqrt(bars - 1) / Math.sqrt(spread()));
    }

    /**
     * Probability that the true ratio is above what the best of some trials shows if none has any skill: the deflated
     * Sharpe ratio (2014, equation 9).
     *
     * @param trials number of independent trials, at least 1
     * @param variance of the trials' ratios per bar
     */
    public double deflated(double trials, double variance) {
        return probabilityAbove(Math.sqrt(variance) * MultipleTrials.expectedMaximum(trials));
    }

    /**
     * Bars after which a ratio like this one is above a benchmark with a confidence: the minimum track record length
     * (2012, equation 11). Infinite where the ratio is not above it.
     *
     * @param confidence such as 0.95
     */
    public double minimumTrackRecord(double benchmark, double confidence) {
        if (value <= benchmark) {
            return Double.POSITIVE_INFINITY;
        }
        double z = Normal.quantile(confidence) / (value - benchmark);
        return 1 + spread() * z * z;
    }

    /** n times the variance of the estimate (Mertens 2002). */
    private double spread() {
        return 1 - skew * value + (kurtosis - 1) / 4 * value * value;
    }
}
