package io.regimen.activities.metric;

import io.regimen.activities.model.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a series of returns, one per bar: what takes a second look at each bar or an order of them, and so is
 * worked out for leaders and on demand. What is undefined is null.
 *
 * @param bars number of returns
 * @param mean per bar
 * @param deviation standard deviation (n - 1) per bar
 * @param skew m3 / m2^1.5 of central moments that divide by n: g1 of Joanes and Gill 1998
 * @param kurtosis m4 / m2^2, raw: 3 for normal returns; b2 of Joanes and Gill 1998 plus 3
 * @param tailRatio |95th percentile / 5th percentile|, percentiles interpolated between order statistics (type 7 of
 *     Hyndman and Fan 1996): above 1 where gains reach further than losses
 * @param winRate share of bars with a gain, of all bars
 * @param finalWealth what 1 has become, compounded
 * @param maxDrawdownOfSum least of sum - highest sum before it: the drawdown of a stake that is not compounded, at most 0
 */
public record Distribution(
        int bars,
        @Nullable Double mean,
        @Nullable Double deviation,
        @Nullable Double skew,
        @Nullable Double kurtosis,
        @Nullable Double tailRatio,
        @Nullable Double winRate,
        @Nullable Double finalWealth,
        @Nullable Double maxDrawdownOfSum) {

    private static final double UPPER_TAIL = 0.95;
    private static final double LOWER_TAIL = 0.05;
    /** Moments of returns that differ by less than this share of their mean are rounding noise. */
    private static final double CONSTANT = 1e-12;

    public static Distribution of(Vector returns) {
        int bars = returns.size();
        if (bars == 0) {
            return new Distribution(0, null, null, null, null, null, null, null, null);
        }
        double[] sorted = new double[bars];
        double sum = 0;
        double highest = 0;
        double drawdown = 0;
        double wealth = 1;
        int wins = 0;
        for (int i = 0; i < bars; i++) {
            double value = returns.get(i);
            sorted[i] = value;
            sum += value;
            highest = Math.max(highest, sum);
            drawdown = Math.min(drawdown, sum - highest);
            wealth = value > -1 ? wealth * (1 + value) : 0;
            wins += value > 0 ? 1 : 0;
        }
        double mean = sum / bars;
        double second = 0;
        double third = 0;
        double fourth = 0;
        for (double value : sorted) {
            double deviation = value - mean;
            double square = deviation * deviation;
            second += square;
            third += square * deviation;
            fourth += square * square;
        }
        boolean varies = Math.sqrt(second / bars) > CONSTANT * Math.abs(mean);
        double m2 = second / bars;
        Arrays.sort(sorted);
        return new Distribution(
                bars,
                finite(mean),
                bars > 1 ? finite(Math.sqrt(second / (bars - 1))) : null,
                varies ? finite(third / bars / (m2 * Math.sqrt(m2))) : null,
                varies ? finite(fourth / bars / (m2 * m2)) : null,
                finite(Math.abs(percentile(sorted, UPPER_TAIL) / percentile(sorted, LOWER_TAIL))),
                (double) wins / bars,
                finite(wealth),
                finite(drawdown));
    }

    /**
     * Gains beyond a threshold / shortfalls below it, each summed over the bars (Keating and Shadwick 2002). At 0 it is that
     * of {@link SeriesMetrics}.
     *
     * @param threshold return per bar
     */
    public static @Nullable Double omega(Vector returns, double threshold) {
        double above = 0;
        double below = 0;
        for (int i = 0; i < returns.size(); i++) {
            double excess = returns.get(i) - threshold;
            above += Math.max(excess, 0);
            below -= Math.min(excess, 0);
        }
        return below > 0 ? finite(above / below) : null;
    }

    private static double percentile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
