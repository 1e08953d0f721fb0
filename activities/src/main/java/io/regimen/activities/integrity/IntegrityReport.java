package io.regimen.activities.integrity;

import io.regimen.activities.market.TradingCalendar;
import io.regimen.workflows.Timeframe;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Integrity} found in a dataset. Bars that were filled in by a gap repair count as missing, and nothing but
 * their number is said of them. Every list holds at most {@link Integrity#MAX_LISTED} entries, the worst; the counts beside
 * it are complete. Times are starts of bars, UTC.
 *
 * @param datasetHash the dataset
 * @param quoted whether it has bid and ask
 * @param calendar when its market trades, told from the bars
 * @param first first bar
 * @param last last bar
 * @param spreads null without bid and ask
 */
public record IntegrityReport(
        String datasetHash,
        String symbol,
        Timeframe timeframe,
        boolean quoted,
        TradingCalendar calendar,
        Instant first,
        Instant last,
        Coverage coverage,
        Gaps gaps,
        Prices prices,
        @Nullable Spreads spreads,
        Outliers outliers,
        Volume volume,
        Stale stale) {

    /**
     * How much of the market's time the bars cover, from the first bar to the last.
     *
     * @param bars bars of the dataset, filled-in ones included
     * @param expected bars that the calendar expects
     * @param present those of them that are there
     * @param missing those that are not
     * @param outside bars that the calendar does not expect: stubs of Sunday, vendors' own hours on holidays, a wrong clock
     * @param repaired bars that were filled in
     * @param share {@code present / expected}
     */
    public record Coverage(
            int bars, long expected, long present, long missing, long outside, long repaired, double share) {}

    /**
     * Bars that the calendar expects and that are not there; nights, weekends and holidays are no gaps.
     *
     * @param small gaps that are short enough to be repaired
     * @param large gaps that split the series
     * @param nearHoliday large gaps that a holiday may explain, see {@link Gap#nearHoliday}
     * @param largest those with most missing bars, the earlier first of equal ones
     */
    public record Gaps(int small, int large, int nearHoliday, List<Gap> largest) {}

    /**
     * A gap.
     *
     * @param from end of the bar before it
     * @param to start of the bar after it
     * @param hours hours between, a closed market included
     * @param missingBars bars that the calendar expects between
     * @param nearHoliday whether all its open hours lie around Christmas, New Year or Easter
     */
    public record Gap(Instant from, Instant to, double hours, int missingBars, boolean nearHoliday) {}

    /**
     * Bars whose prices cannot be: a high below, or a low above, one of the other prices by more than 1e-9 of it, or a price
     * that is not a number above 0.
     *
     * @param mid bars inconsistent at mid prices, or at the only ones
     * @param bid bars with an inconsistent bid; null without bid and ask
     * @param ask bars with an inconsistent ask; null without bid and ask
     * @param first the first of them
     */
    public record Prices(
            int mid, @Nullable Integer bid, @Nullable Integer ask, List<BadPrices> first) {}

    /** Prices that cannot be; side is mid, bid or ask. */
    public record BadPrices(Instant time, String side, double open, double high, double low, double close) {}

    /**
     * Spreads, in basis points of the mid price.
     *
     * @param negativeAtOpen bars whose ask opens below the bid
     * @param negativeAtClose bars whose ask closes below the bid
     * @param medianBps median of the spreads at the close that are not negative; null if there are none
     * @param absurdFactor how often the usual spread an absurd one is
     * @param absurd bars that close with a spread of more than {@code absurdFactor} times the usual one: the median of the
     *     spreads that are above 0 in the same hour of the week, or of all where that hour has fewer than 20
     * @param largest the absurd ones, the widest in terms of the usual first
     * @param constantBars bars in runs of at least {@link Integrity#CONSTANT_SPREAD_BARS} with the same spread at the close:
     *     a vendor that adds a spread of its own
     * @param constantRuns the longest such runs
     */
    public record Spreads(
            int negativeAtOpen,
            int negativeAtClose,
            @Nullable Double medianBps,
            double absurdFactor,
            int absurd,
            List<Spread> largest,
            int constantBars,
            List<Run> constantRuns) {}

    /** A spread at the close of a bar, and the usual one of its hour of the week. */
    public record Spread(Instant time, double spreadBps, double usualBps) {}

    /**
     * Moves that are far outside what is usual. They are reported, never removed: most are real.
     *
     * <p>The score of a bar is |r| / (1.4826 m_h sqrt(1 + g)) / (1.4826 v): r is the natural logarithm of its close over the
     * close before, m_h the median of the |r| above 0 in the same hour of the week over the whole dataset (of all bars where
     * that hour has fewer than 20), g the bars missing before it, and v the median of the first fraction over the 500 bars
     * before it (over all bars while there are fewer than 100; at least a tenth of that). 1.4826 makes the median absolute
     * deviation of normal returns their standard deviation (Rousseeuw and Croux 1993), so a score counts robust standard
     * deviations.
     *
     * @param threshold score above which a bar is an outlier
     * @param count outliers
     * @param confirmed outliers that a second dataset confirms; null without one
     * @param contradicted outliers that a second dataset has bars for and does not confirm; null without one
     * @param largest those with the highest scores
     */
    public record Outliers(
            double threshold,
            int count,
            @Nullable Integer confirmed,
            @Nullable Integer contradicted,
            List<Outlier> largest) {}

    /**
     * An outlier.
     *
     * @param logReturn natural logarithm of its close over the close of the bar before, at mid
     * @param score see {@link Outliers}
     * @param missingBefore bars missing before it
     * @param confirmed whether a second dataset moves the same way over the same two bars by 0.75 to 1.25 times as much;
     *     null without one, or where it lacks one of the bars
     */
    public record Outlier(
            Instant time,
            double logReturn,
            double score,
            int missingBefore,
            @Nullable Boolean confirmed) {}

    /**
     * Bars without volume.
     *
     * @param known whether any bar has volume; if not, the vendor gives none and nothing is counted
     * @param zeroBars bars without
     * @param longest the longest runs of them
     */
    public record Volume(boolean known, int zeroBars, List<Run> longest) {}

    /**
     * Prices that stand still: runs of at least {@link Integrity#STALE_BARS} bars in which all prices equal those of the bar
     * before.
     *
     * @param runs number of such runs
     * @param bars bars in them
     * @param longest the longest
     */
    public record Stale(int runs, int bars, List<Run> longest) {}

    /** Bars in a row: the first, the last, and their number. */
    public record Run(Instant from, Instant to, int bars) {}
}
