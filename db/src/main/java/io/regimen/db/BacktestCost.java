package io.regimen.db;

import io.micronaut.core.annotation.Introspected;

/**
 * What the backtests of one model type took, reading the model and storing the results included.
 *
 * @param runs evaluations of runs behind it
 */
@Introspected
public record BacktestCost(String modelType, long runs, long backtests, double seconds) {
    public double secondsPerBacktest() {
        return seconds / backtests;
    }
}
