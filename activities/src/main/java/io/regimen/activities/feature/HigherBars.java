package io.regimen.activities.feature;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Timeframe;

/**
 * Bars of a longer timeframe, and from which base bar on each may be looked at. Buckets are aligned to midnight UTC and
 * hold the base bars that exist. A bucket counts as closed at the first base bar whose own end reaches the bucket's end,
 * or which starts in a later bucket; the last bucket is left out while it is open.
 *
 * <p>Built bar by bar in time order: what is closed at bar t was made of bars up to t alone.
 */
final class HigherBars {
    private final Bars bars;
    private final int[] closed;

    private HigherBars(Bars bars, int[] closed) {
        this.bars = bars;
        this.closed = closed;
    }

    static HigherBars of(Bars base, Timeframe timeframe) {
        Bars.Builder out = new Bars.Builder(timeframe, false).calendar(base.calendar());
        int[] closed = new int[base.size()];
        int count = 0;
        Bucket open = new Bucket(timeframe.seconds());
        for (int t = 0; t < base.size(); t++) {
            long start = base.time(t);
            if (open.isOpen() && start >= open.end()) {
                open.closeInto(out);
                count++;
            }
            // a bar of a bucket that was closed before, in a series whose bars overlap, comes too late to count
            if (start >= open.end()) {
                open.startAt(start);
            }
            if (open.isOpen()) {
                open.add(base, t);
                if (open.end() <= start + base.timeframe().seconds()) {
                    open.closeInto(out);
                    count++;
                }
            }
            closed[t] = count;
        }
        return new HigherBars(out.build(), closed);
    }

    Bars bars() {
        return bars;
    }

    /** Number of higher bars that are closed at the close of base bar t. */
    int closedAt(int t) {
        return closed[t];
    }

    /** The column as seen from the base bars: at each the value of the last closed higher bar. */
    Column asOf(Column higher) {
        Vector values = new Vector(closed.length);
        int firstWarm = closed.length;
        for (int t = closed.length - 1; t >= 0; t--) {
            int last = closed[t] - 1;
            values.set(t, last < 0 ? Double.NaN : higher.values().get(last));
            if (last >= higher.firstWarm()) {
                firstWarm = t;
            }
        }
        return new Column(higher.name(), values, firstWarm);
    }

    /** The bucket being filled. */
    private static final class Bucket {
        private final int seconds;
        private boolean filling;
        private long end = Long.MIN_VALUE;
        private double firstOpen;
        private double high;
        private double low;
        private double lastClose;
        private double volume;

        Bucket(int seconds) {
            this.seconds = seconds;
        }

        boolean isOpen() {
            return filling;
        }

        long end() {
            return end;
        }

        void startAt(long second) {
            filling = true;
            end = Math.floorDiv(second, seconds) * (long) seconds + seconds;
            firstOpen = Double.NaN;
            high = Double.NEGATIVE_INFINITY;
            low = Double.POSITIVE_INFINITY;
            volume = 0;
        }

        void add(Bars bars, int t) {
            if (Double.isNaN(firstOpen)) {
                firstOpen = bars.open(t);
            }
            high = Math.max(high, bars.high(t));
            low = Math.min(low, bars.low(t));
            lastClose = bars.close(t);
            volume += bars.volume(t);
        }

        void closeInto(Bars.Builder out) {
            out.add(end - seconds, firstOpen, high, low, lastClose, volume, 0);
            filling = false;
        }
    }
}
