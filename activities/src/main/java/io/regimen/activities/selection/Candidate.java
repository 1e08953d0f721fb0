package io.regimen.activities.selection;

import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.metric.RegimeMetrics;
import io.regimen.workflows.leader.LeaderMetric;
import org.jspecify.annotations.Nullable;

/**
 * One inference backtest seen from one regime.
 *
 * @param id of the backtest
 * @param configIndex index of its configuration
 */
public record Candidate(long id, int configIndex, RegimeMetrics validation, RegimeMetrics test) {

    /** A backtest that is not stored yet: its id is the index of its configuration. */
    public static Candidate of(int configIndex, BacktestResult result, int regime) {
        return new Candidate(
                configIndex,
                configIndex,
                result.validation().perRegime().get(regime),
                result.test().perRegime().get(regime));
    }

    /** A metric inside a regime, more of which is better; null where it is undefined. */
    static @Nullable Double score(RegimeMetrics metrics, LeaderMetric metric) {
        return switch (metric) {
            case SHARPE -> metrics.sharpe();
            case TOTAL_PNL -> Double.valueOf(metrics.totalPnl());
            case MAX_DRAWDOWN -> metrics.maxDrawdown();
            case WIN_RATE -> metrics.winRate();
            case EDGE_BPS -> metrics.edgeBps();
        };
    }
}
