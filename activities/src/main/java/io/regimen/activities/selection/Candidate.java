package io.regimen.activities.selection;

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
        @Nullable Double testSharpe) {}
