package io.regimen.activities.metric;

import io.regimen.activities.model.Vector;
import org.jspecify.annotations.Nullable;

/**
 * What a series of simple returns, one per bar, is worth. Where a value is undefined (no bars, no spread of returns, no
 * loss to divide by, beyond the range of a double) it is null: never 0, NaN or infinite. Ratios take the risk-free rate and
 * the required return as 0, for returns are those of positions that tie up no cash.
 *
 * @param bars number of returns
 * @param total their sum
 * @param sharpe mean / standard deviation (n - 1) x sqrt(periods per year): Sharpe 1994, The Sharpe Ratio, eq. 6,
 *     annualised as if returns were independent (Lo 2002, eq. 10)
 * @param sortino mean / downside deviation x sqrt(periods per year), the deviation being the root mean square of
 *     min(return, 0) over all bars: Sortino and Price 1994
 * @param calmar annualReturn / |maxDrawdown|: Young 1991, over the whole series instead of three years
 * @param maxDrawdown lowest wealth / highest wealth before it - 1, of wealth that starts at 1 and compounds: -0.1 is a
 *     loss of a tenth; wealth that reaches 0 stays there
 * @param annualPnl mean x periods per year
 * @param annualReturn final wealth ^ (periods per year / bars) - 1
 * @param annualVolatility standard deviation (n - 1) x sqrt(periods per year)
 * @param downsideRisk downside deviation, as in sortino, x sqrt(periods per year)
 * @param omega sum of gains / |sum of losses|, of bars: Keating and Shadwick 2002 at a threshold of 0
 */
public record SeriesMetrics(
        int bars,
        double total,
        @Nullable Double sharpe,
        @Nullable Double sortino,
        @Nullable Double calmar,
        @Nullable Double maxDrawdown,
        @Nullable Double annualPnl,
        @Nullable Double annualReturn,
        @Nullable Double annualVolatility,
        @Nullable Double downsideRisk,
        @Nullable Double omega) {

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
        double mean = total / bars;
        double squares = 0;
        double downsideSquares = 0;
        double losses = 0;
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
            losses += loss;
            wealth = value > -1 ? wealth * (1 + value) : 0;
            if (wealth > peak) {
                peak = wealth;
                newLow = peak * (1 + drawdown);
            } else if (wealth < newLow) {
                drawdown = wealth / peak - 1;
                newLow = wealth;
            }
        }
        return of(new SeriesSums(bars, total, squares, downsideSquares, losses, wealth, drawdown), periodsPerYear);
    }

    /** Metrics of returns that were summed up elsewhere. */
    public static SeriesMetrics of(SeriesSums sums, double periodsPerYear) {
        int bars = sums.bars();
        double total = sums.total();
        if (bars == 0) {
            return new SeriesMetrics(0, total, null, null, null, null, null, null, null, null, null);
        }
        double mean = total / bars;
        double drawdown = sums.drawdown();
        double deviation = bars > 1 ? Math.sqrt(sums.squares() / (bars - 1)) : 0;
        double downside = Math.sqrt(sums.downsideSquares() / bars);
        double year = Math.sqrt(periodsPerYear);
        Double annualReturn = finite(StrictMath.pow(sums.wealth(), periodsPerYear / bars) - 1);
        return new SeriesMetrics(
                bars,
                total,
                deviation > CONSTANT * Math.abs(mean) ? finite(mean / deviation * year) : null,
                downside > 0 ? finite(mean / downside * year) : null,
                drawdown < 0 && annualReturn != null ? finite(annualReturn / -drawdown) : null,
                drawdown,
                finite(mean * periodsPerYear),
                annualReturn,
                bars > 1 ? finite(deviation * year) : null,
                finite(downside * year),
                sums.losses() < 0 ? finite((total - sums.losses()) / -sums.losses()) : null);
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
