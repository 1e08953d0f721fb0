package io.regimen.activities.selection;

import io.regimen.activities.selection.statistic.SharpeRatio;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of the configuration with which a run competes for a regime, on test and after costs. These are facts
 * of the backtest: what is tried later changes the verdict on them, not them.
 *
 * @param trades in the regime
 * @param bars in the regime
 * @param whole Sharpe ratio per bar of the whole test part; null where undefined
 * @param regime the same of the regime's bars
 * @param blockLength mean length of the blocks behind {@code lowerBound}, in bars; null where there are too few bars
 * @param lowerBound what the mean P&amp;L per bar of the regime exceeds but for a chance of {@code level}; null where there are
 *     too few bars
 * @param periodsPerYear bars a year, to annualise
 * @param incumbent comparison with the leader before; null where there was none, or its P&amp;L is not known
 */
public record Measures(
        int trades,
        int bars,
        @Nullable SharpeRatio whole,
        @Nullable SharpeRatio regime,
        @Nullable Double blockLength,
        @Nullable Double lowerBound,
        double level,
        double periodsPerYear,
        RunMeasures run,
        @Nullable Comparison incumbent) {

    /** The same beside the leader before. */
    public Measures beside(@Nullable Comparison comparison) {
        return new Measures(
                trades, bars, whole, regime, blockLength, lowerBound, level, periodsPerYear, run, comparison);
    }
}
