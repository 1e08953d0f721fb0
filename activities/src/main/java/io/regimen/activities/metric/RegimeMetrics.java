package io.regimen.activities.metric;

import org.jspecify.annotations.Nullable;

/**
 * The part of a backtest that belongs to one regime: the bars decided in it, their P&amp;L one after the other, and the
 * trades decided in it. Bars, trades and P&amp;L of all regimes add up to those of the {@link Metrics}. Units as there; the
 * Sharpe ratio is annualised as if the regime lasted all year.
 *
 * @param regime number of the regime, from 0
 */
public record RegimeMetrics(
        int regime,
        int bars,
        int trades,
        @Nullable Double sharpe,
        double totalPnl,
        @Nullable Double maxDrawdown,
        @Nullable Double winRate,
        @Nullable Double edgeBps) {

    public static RegimeMetrics of(int regime, SeriesMetrics series, TradeTally trades) {
        return new RegimeMetrics(
                regime,
                series.bars(),
                trades.trades(),
                series.sharpe(),
                series.total(),
                series.maxDrawdown(),
                trades.winRate(),
                trades.edgeBps());
    }
}
