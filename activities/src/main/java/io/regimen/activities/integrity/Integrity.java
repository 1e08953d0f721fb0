package io.regimen.activities.integrity;

import io.regimen.activities.integrity.IntegrityReport.Coverage;
import io.regimen.activities.integrity.IntegrityReport.Gap;
import io.regimen.activities.integrity.IntegrityReport.Gaps;
import io.regimen.activities.integrity.IntegrityReport.Stale;
import io.regimen.activities.integrity.IntegrityReport.Volume;
import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.DatasetMismatchException;
import io.regimen.activities.market.GapRepair;
import io.regimen.activities.market.TradingCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inspects a dataset. Its bars are in order and without duplicates by construction; what an import met on the way there is
 * in its own report. The result depends on the bars alone.
 */
public final class Integrity {
    /** Most entries of any list of a report. */
    public static final int MAX_LISTED = 50;
    /** Fewest bars in a row with the same prices that are reported. */
    public static final int STALE_BARS = 4;
    /** Fewest bars in a row with the same spread that are reported. */
    public static final int CONSTANT_SPREAD_BARS = 24;

    private static final int HOUR = 3600;
    /** No holiday is longer. */
    private static final int WEEK = 7 * 24 * HOUR;

    private final Dataset dataset;
    private final TradingCalendar calendar;
    private final RealBars bars;

    private Integrity(Dataset dataset) {
        this.dataset = dataset;
        this.calendar = TradingCalendar.of(dataset);
        this.bars = new RealBars(dataset, calendar);
    }

    /** Inspects a dataset by itself. */
    public static IntegrityReport inspect(Dataset dataset) {
        return new Integrity(dataset).report(null);
    }

    /**
     * Inspects a dataset with a second one that may confirm its outliers.
     *
     * @param second bars of the same market and timeframe from another vendor
     * @param comparison of the two, which tells the offset between their clocks at each time
     * @throws DatasetMismatchException if the second has another timeframe, or the comparison is of other datasets
     */
    public static IntegrityReport inspect(Dataset dataset, Dataset second, ComparisonReport comparison) {
        if (!comparison.firstHash().equals(dataset.hash())
                || !comparison.secondHash().equals(second.hash())) {
            throw new DatasetMismatchException("the comparison is of datasets " + comparison.firstHash() + " and "
                    + comparison.secondHash() + ", not of " + dataset.hash() + " and " + second.hash()
                    + "; compare these two first");
        }
        if (dataset.timeframe() != second.timeframe()) {
            throw new DatasetMismatchException("datasets " + dataset.hash() + " and " + second.hash()
                    + " have different timeframes (" + dataset.timeframe() + ", " + second.timeframe()
                    + "); resample the one with shorter bars first");
        }
        return new Integrity(dataset).report(new Witness(second, comparison.periods()));
    }

    private IntegrityReport report(@Nullable Witness witness) {
        return new IntegrityReport(
                dataset.hash(),
                dataset.symbol(),
                dataset.timeframe(),
                dataset.quoted(),
                calendar,
                Instant.ofEpochSecond(dataset.time(0)),
                Instant.ofEpochSecond(dataset.time(dataset.size() - 1)),
                coverage(),
                gaps(),
                PriceScan.of(bars),
                dataset.quoted() ? SpreadScan.of(bars) : null,
                OutlierScan.of(bars, witness),
                volume(),
                stale());
    }

    private Coverage coverage() {
        long missing = 0;
        long present = 0;
        for (int i = 0; i < bars.size(); i++) {
            present += calendar.expects(bars.time(i), dataset.timeframe()) ? 1 : 0;
            missing += bars.missingBefore(i);
        }
        long expected = present + missing;
        return new Coverage(
                dataset.size(),
                expected,
                present,
                missing,
                bars.size() - present,
                dataset.repairedBars(),
                expected == 0 ? 1 : present / (double) expected);
    }

    private Gaps gaps() {
        List<Gap> all = new ArrayList<>();
        int small = 0;
        int nearHoliday = 0;
        for (int i = 1; i < bars.size(); i++) {
            int missing = bars.missingBefore(i);
            if (missing == 0) {
                continue;
            }
            long from = bars.time(i - 1) + dataset.timeframe().seconds();
            long to = bars.time(i);
            Gap gap = new Gap(
                    Instant.ofEpochSecond(from),
                    Instant.ofEpochSecond(to),
                    (to - from) / (double) HOUR,
                    missing,
                    nearHoliday(from, to));
            boolean isSmall = missing <= GapRepair.SMALL_GAP_BARS;
            small += isSmall ? 1 : 0;
            nearHoliday += !isSmall && gap.nearHoliday() ? 1 : 0;
            all.add(gap);
        }
        return new Gaps(
                small, all.size() - small, nearHoliday, largest(all, Comparator.comparingInt(Gap::missingBars)));
    }

    private boolean nearHoliday(long from, long to) {
        if (to - from > WEEK) {
            return false;
        }
        for (long second = from; second < to; second += HOUR) {
            if (calendar.open(second) && !calendar.nearHoliday(second)) {
                return false;
            }
        }
        return true;
    }

    private Volume volume() {
        Runs runs = new Runs(bars, 1);
        int zero = 0;
        for (int i = 0; i < bars.size(); i++) {
            boolean none = bars.volume(i) == 0;
            zero += none ? 1 : 0;
            runs.add(i, none);
        }
        runs.finish();
        boolean known = zero < bars.size();
        return new Volume(known, known ? zero : 0, known ? runs.longest() : List.of());
    }

    private Stale stale() {
        Runs runs = new Runs(bars, STALE_BARS);
        for (int i = 0; i < bars.size(); i++) {
            runs.addPair(i, i > 0 && bars.samePrices(i, i - 1));
        }
        runs.finish();
        return new Stale(runs.count(), runs.bars(), runs.longest());
    }

    /** The largest in descending order; of equal ones the earlier first. */
    static <T> List<T> largest(List<T> all, Comparator<T> by) {
        return all.stream().sorted(by.reversed()).limit(MAX_LISTED).toList();
    }
}
