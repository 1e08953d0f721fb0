package io.regimen.activities.metric;

import org.jspecify.annotations.Nullable;

/**
 * Result of a backtest over one segment. Bar metrics are those of {@link SeriesMetrics} on the P&amp;L per bar after
 * costs, as a fraction of the capital traded; trade metrics those of {@link TradeTally} on closed trades after costs. What
 * is undefined is null, never 0, NaN or infinite.
 *
 * @param bars decision bars
 * @param trades closed trades
 * @param maxDrawdown at most 0
 * @param avgLoss below 0
 * @param turnover capital traded per year, entries and exits both counted: mean |change of position| x periods per year
 * @param exposure mean |position|, 0 to 1
 * @param totalPnl sum of the P&amp;L of the bars: grossPnl - costs
 * @param annualPnl mean P&amp;L of a bar x periods per year
 * @param annualReturn compounded
 * @param costs all costs: of trading, of impact, and of holding
 * @param edgeBps mean return of a trade after costs, in basis points
 * @param annualVolatility of the P&amp;L per bar
 * @param downsideRisk root mean square of the losing bars' P&amp;L over all bars, annualised
 * @param omega gains of bars / |losses of bars|
 * @param impactCosts part of costs that grows with size
 * @param carryCosts part of costs that is paid for holding; below 0 if more was received
 * @param breakEvenBps the constant cost of trading, one way, at which totalPnl would be 0: (grossPnl - carryCosts) / capital
 *     traded, in basis points; below 0 where even free trading loses; null where nothing was traded
 * @param costShare costs / grossPnl: 1 and more if costs eat all of it; null where there was no gross gain
 * @param capacity size of a position of 1, in the quote currency, at which a unit of capital traded is {@link #PARTICIPATION}
 *     of the quote volume of its bar on average: PARTICIPATION x sum |dp| / sum (dp^2 / volume), dp being changes of
 *     position; null without quote volume or trades
 */
public record Metrics(
        int bars,
        int trades,
        @Nullable Double sharpe,
        @Nullable Double sortino,
        @Nullable Double calmar,
        @Nullable Double maxDrawdown,
        @Nullable Double winRate,
        @Nullable Double profitFactor,
        @Nullable Double avgWin,
        @Nullable Double avgLoss,
        @Nullable Double turnover,
        @Nullable Double exposure,
        double totalPnl,
        @Nullable Double annualPnl,
        @Nullable Double annualReturn,
        double grossPnl,
        double costs,
        @Nullable Double edgeBps,
        @Nullable Double annualVolatility,
        @Nullable Double downsideRisk,
        @Nullable Double omega,
        double impactCosts,
        double carryCosts,
        @Nullable Double breakEvenBps,
        @Nullable Double costShare,
        @Nullable Double capacity) {

    /** Share of a bar's volume that one may trade without moving the price much. */
    public static final double PARTICIPATION = 0.01;

    private static final double BASIS_POINTS = 1e4;

    public static Metrics of(SeriesMetrics series, TradeTally trades, PositionSums sums, double periodsPerYear) {
        int bars = series.bars();
        return new Metrics(
                bars,
                trades.trades(),
                series.sharpe(),
                series.sortino(),
                series.calmar(),
                series.maxDrawdown(),
                trades.winRate(),
                trades.profitFactor(),
                trades.averageWin(),
                trades.averageLoss(),
                bars == 0 ? null : sums.traded() / bars * periodsPerYear,
                bars == 0 ? null : sums.held() / bars,
                series.total(),
                series.annualPnl(),
                series.annualReturn(),
                sums.gross(),
                sums.costs(),
                trades.edgeBps(),
                series.annualVolatility(),
                series.downsideRisk(),
                series.omega(),
                sums.impactCosts(),
                sums.carryCosts(),
                ratio(BASIS_POINTS * (sums.gross() - sums.carryCosts()), sums.traded()),
                ratio(sums.costs(), sums.gross()),
                ratio(PARTICIPATION * sums.traded(), sums.crowding()));
    }

    /** Null where it is undefined: nothing to divide by, or less, or beyond the range of a double. */
    private static @Nullable Double ratio(double of, double to) {
        double ratio = of / to;
        return to > 0 && Double.isFinite(ratio) ? ratio : null;
    }
}
