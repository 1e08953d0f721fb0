package io.regimen.activities.metric;

import io.regimen.activities.model.Vector;
import org.jspecify.annotations.Nullable;

/**
 * What a series of simple returns, one per bar, is worth. Where a value is undefined (no bars, no spread of returns, no
 * loss to divide by, beyond the range of a double) it is null: never 0, NaN or infinite.
 *
 * @param bars number of returns
 * @param total their sum
 * @param sharpe mean / standard deviation (n - 1) x sqrt(periods per year)
 * @param sortino mean / root mean square of min(return, 0) x sqrt(periods per year)
 * @param calmar annualReturn / |maxDrawdown|
 * @param maxDrawdown lowest wealth / highest wealth before it - 1, of wealth that starts at 1 and compounds: -0.1 is a
 *     loss of a tenth; wealth that reaches 0 stays there
 * @param annualPnl mean x periods per year
 * @param annualReturn final wealth ^ (periods per year / bars) - 1
 */
public record SeriesMetrics(
        int bars,
        double total,
        @Nullable Double sharpe,
        @Nullable Double sortino,
        @Nullable Double calmar,
        @Nullable Double maxDrawdown,
        @Nullable Double annualPnl,
        @Nullable Double annualReturn) {

    /** A standard deviation below this share of the mean is rounding noise around a constant. */
    private static final double CONSTANT = 1e-12;

    public static SeriesMetrics of(Vector returns, double periodsPerYear) {
        return of(returns, 0, returns.size(), periodsPerYear);
    }

    /** Metrics of the returns [from, to), as if they followed each other. */
    public static SeriesMetrics of(Vector returns, int from, int to, double periodsPerYear) {
        int bars = to - from;
        double total = 0;
        for (int i = from; i < to; i++) {
            total += returns.get(i);
        }
        if (bars == 0) {
            return new SeriesMetrics(0, total, null, null, null, null, null, null);
        }
        double mean = total / bars;
        double squares = 0;
        double downsideSquares = 0;
        double wealth = 1;
        double peak = 1;
        double drawdown = 0;
        double newLow = peak;
        for (int i = from; i < to; i++) {
            double value = returns.get(i);
            double deviation = value - mean;
            squares += deviation * deviation;
            // min(value, 0), exactly, without a branch
            double loss = 0.5 * (value - Math.abs(value));
            downsideSquares += loss * loss;
            wealth = value > -1 ? wealth * (1 + value) : 0;
            if (wealth > peak) {
                peak = wealth;
                newLow = peak * (1 + drawdown);
            } else if (wealth < newLow) {
                drawdown = wealth / peak - 1;
                newLow = wealth;
            }
        }
        double deviation = bars > 1 ? Math.sqrt(squares / (bars - 1)) : 0;
        double downside = Math.sqrt(downsideSquares / bars);
        double year = Math.sqrt(periodsPerYear);
        Double annualReturn = finite(StrictMath.pow(wealth, periodsPerYear / bars) - 1);
        return new SeriesMetrics(
                bars,
                total,
                deviation > CONSTANT * Math.abs(mean) ? finite(mean / deviation * year) : null,
                downside > 0 ? finite(mean / downside * year) : null,
                drawdown < 0 && annualReturn != null ? finite(annualReturn / -drawdown) : null,
                drawdown,
                finite(mean * periodsPerYear),
                annualReturn);
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
