package io.regimen.activities.selection;

import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.metric.RegimeMetrics;
import org.jspecify.annotations.Nullable;

/**
 * One inference backtest seen from one regime.
 *
 * @param id of the backtest
 * @param configIndex index of its configuration
 * @param validationSharpe annualised Sharpe ratio inside the regime on validation, null where undefined
 * @param testSharpe the same on test
 */
public record Candidate(
        long id,
        int configIndex,
        int validationTrades,
        @Nullable Double validationSharpe,
        int testTrades,
        int testBars,
        @Nullable Double testSharpe) {

    /** A backtest that is not stored yet: its id is the index of its configuration. */
    public static Candidate of(int configIndex, BacktestResult result, int regime) {
        RegimeMetrics validation = result.validation().perRegime().get(regime);
        RegimeMetrics test = result.test().perRegime().get(regime);
        return new Candidate(
                configIndex,
                configIndex,
                validation.trades(),
                validation.sharpe(),
                test.trades(),
                test.bars(),
                test.sharpe());
    }
}
