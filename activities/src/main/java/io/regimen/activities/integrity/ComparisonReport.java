package io.regimen.activities.integrity;

import io.regimen.workflows.Timeframe;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two datasets of one market side by side. Where their timeframes differ, the closes of the longer bars are compared with
 * those of the shorter bars that end at the same time. Filled-in bars are left out. Prices are mid prices, times UTC by the
 * clock of the first dataset.
 *
 * @param offset between the clocks over the whole time
 * @param periods the same by period: more than one where a clock was changed, or follows another daylight saving. Changes
 *     are found to the week
 * @param commonBars closes that both have, each with the offset of its period; the other numbers rest on these
 * @param onlyFirst bars of the first, in the time of both, that the second has no close for; null if its bars are shorter
 * @param onlySecond the same the other way round
 * @param differences null without common bars
 * @param largest the common bars that differ most, at most {@link Integrity#MAX_LISTED}
 */
public record ComparisonReport(
        String firstHash,
        String secondHash,
        String symbol,
        Timeframe firstTimeframe,
        Timeframe secondTimeframe,
        Offset offset,
        List<Period> periods,
        int commonBars,
        @Nullable Integer onlyFirst,
        @Nullable Integer onlySecond,
        @Nullable Differences differences,
        List<Mismatch> largest) {

    /**
     * The offset that makes the two agree best, of all half hours from 14 hours behind to 14 hours ahead.
     *
     * @param seconds what to add to the times of the second to have those of the first: 18,000 if the second's clock is five
     *     hours behind
     * @param score correlation (about 0) of the returns from close to close of the longer bars and the other's over the same
     *     time, each clipped at three robust standard deviations; -1 to 1. Over a time at which the other's market is closed
     *     its last close counts
     * @param runnerUpSeconds the second best offset; null if no other gives enough common bars
     * @param runnerUpScore its score; null likewise
     * @param returns pairs of returns that the score rests on
     * @param clear whether the score is at least 0.5 and the runner-up falls short of 1 by at least twice as much. If not,
     *     the offset changes (see the periods), or the bars are too long to tell an hour's shift
     */
    public record Offset(
            int seconds,
            double score,
            @Nullable Integer runnerUpSeconds,
            @Nullable Double runnerUpScore,
            int returns,
            boolean clear) {}

    /**
     * Time over which one offset holds.
     *
     * @param from the first close in it that both have
     * @param to the last
     * @param offsetSeconds as {@link Offset#seconds}
     * @param score as {@link Offset#score}, of its returns; null with none
     * @param returns pairs of returns in it
     */
    public record Period(
            Instant from,
            Instant to,
            int offsetSeconds,
            @Nullable Double score,
            int returns) {}

    /**
     * Absolute differences of the closes.
     *
     * @param medianBps median, in basis points of the second's price
     * @param p99Bps their 99th percentile
     * @param medianSpreads median of the differences in units of the spread at the same close: the first's, or the second's
     *     where the first has none; null if neither has bid and ask, bad quotes left out
     * @param p99Spreads their 99th percentile; null likewise
     */
    public record Differences(
            double medianBps,
            double p99Bps,
            @Nullable Double medianSpreads,
            @Nullable Double p99Spreads) {}

    /**
     * A close on which the two differ.
     *
     * @param time time of the close by the first's clock
     * @param bps first less second, in basis points of the second
     */
    public record Mismatch(Instant time, double firstClose, double secondClose, double bps) {}
}
