package io.regimen.activities.market;

import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.Timeframe;

/** Makes a dataset of longer bars out of one of shorter ones. */
public final class Resample {
    private Resample() {}

    /**
     * The bars of a dataset put together to longer ones: first open, highest high, lowest low, last close, sums of volume,
     * turnover and trades; bid and ask each for themselves. A bar is stamped by the start of its bucket, whether or not the
     * market was open then. Repaired bars do not count, and a bucket without any other bar gives none.
     *
     * <p>A bucket that the dataset holds only in part is left out: the first, if its calendar expects bars in it before the
     * first bar, and the last, if it expects any after the last bar.
     *
     * @param boundary where days and with them the buckets begin, see {@link TimeBuckets}
     * @throws IllegalArgumentException if the timeframe is not a longer multiple of the dataset's, or no bucket is whole
     */
    public static Dataset to(Dataset base, Timeframe timeframe, DayBoundary boundary) {
        int step = base.timeframe().seconds();
        if (timeframe.seconds() <= step || timeframe.seconds() % step != 0) {
            throw new IllegalArgumentException("bars of " + base.timeframe() + " cannot be put together to bars of "
                    + timeframe + "; choose a timeframe that is a multiple of " + base.timeframe());
        }
        TradingCalendar calendar = TradingCalendar.of(base);
        TimeBuckets buckets = new TimeBuckets(timeframe, boundary, calendar);
        int from = firstOfWholeBucket(base, buckets, calendar);
        int to = endOfWholeBuckets(base, buckets, calendar);
        DatasetBuilder out = new DatasetBuilder(base, timeframe, (to - from) / 3 + 16);
        long end = Long.MIN_VALUE;
        for (int i = from; i < to; i++) {
            if (base.repaired(i)) {
                continue;
            }
            long second = base.time(i);
            if (second >= end) {
                end = buckets.end(second);
                out.begin(buckets.start(second), base, i);
            } else {
                out.extend(base, i);
            }
        }
        if (out.size() == 0) {
            throw new IllegalArgumentException("dataset " + base.hash() + " of " + base.symbol() + " "
                    + base.timeframe() + " does not hold one whole bar of " + timeframe + "; bring in more bars");
        }
        return out.build();
    }

    private static int firstOfWholeBucket(Dataset base, TimeBuckets buckets, TradingCalendar calendar) {
        long first = base.time(0);
        long step = base.timeframe().seconds();
        if (calendar.missingBetween(buckets.start(first) - step, first, base.timeframe()) == 0) {
            return 0;
        }
        int i = 0;
        while (i < base.size() && base.time(i) < buckets.end(first)) {
            i++;
        }
        return i;
    }

    private static int endOfWholeBuckets(Dataset base, TimeBuckets buckets, TradingCalendar calendar) {
        long last = base.time(base.size() - 1);
        if (calendar.missingBetween(last, buckets.end(last), base.timeframe()) == 0) {
            return base.size();
        }
        int i = base.size();
        while (i > 0 && base.time(i - 1) >= buckets.start(last)) {
            i--;
        }
        return i;
    }
}
