package io.regimen.activities.market;

import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.Timeframe;

/**
 * A market to simulate.
 *
 * @param bars number of bars, 2 to 20,000,000
 * @param seed same seed, same bars
 * @param meanDwellBars mean number of bars a regime lasts, from 10
 * @param edge share of a bar's volatility that the bars before it foretell, 0 (none) to 0.4
 * @param drift whether trending regimes drift; without it and without edge, prices are a martingale
 * @param startSecond no bar starts before this time, in seconds since 1970 UTC
 */
public record SimulationSpec(
        String symbol,
        Timeframe timeframe,
        int bars,
        long seed,
        int meanDwellBars,
        double edge,
        boolean drift,
        long startSecond) {
    /** 2010-01-03 (a Sunday) 21:00 UTC. */
    private static final long DEFAULT_START = 1_262_552_400L;

    public SimulationSpec {
        symbol = GridPlanner.symbol(symbol);
        require(ImportOptions.SYMBOL.matcher(symbol).matches(), "symbol must be 2 to 24 letters, digits or dots");
        require(bars >= 2 && bars <= ImportLimits.DEFAULT.rows(), "bars must be 2 to 20000000, not " + bars);
        require(meanDwellBars >= 10, "mean dwell must be at least 10 bars, not " + meanDwellBars);
        require(edge >= 0 && edge <= 0.4, "edge must be 0 to 0.4, not " + edge);
        require(startSecond >= 0 && startSecond < 4_102_444_800L, "start must lie in 1970 to 2099");
    }

    /** An hourly market from 2010 on with regimes of about 250 bars and an edge that pays well after costs. */
    public static SimulationSpec hourly(String symbol, int bars, long seed) {
        return new SimulationSpec(symbol, Timeframe.H1, bars, seed, 250, 0.25, true, DEFAULT_START);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
