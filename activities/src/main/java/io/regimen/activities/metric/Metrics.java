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
 * @param edgeBps mean return of a trade after costs, in basis points
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
        @Nullable Double edgeBps) {

    public static Metrics of(
            SeriesMetrics series,
            TradeTally trades,
            @Nullable Double turnover,
            @Nullable Double exposure,
            double grossPnl,
            double costs) {
        return new Metrics(
                series.bars(),
                trades.trades(),
                series.sharpe(),
                series.sortino(),
                series.calmar(),
                series.maxDrawdown(),
                trades.winRate(),
                trades.profitFactor(),
                trades.averageWin(),
                trades.averageLoss(),
                turnover,
                exposure,
                series.total(),
                series.annualPnl(),
                series.annualReturn(),
                grossPnl,
                costs,
                trades.edgeBps());
    }
}
