package io.regimen.activities.feature;

import io.regimen.activities.market.TimeBuckets;
import io.regimen.activities.market.TradingCalendar;
import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.Timeframe;
import java.util.function.Consumer;

/**
 * Builds the bars of a longer timeframe, base bar by base bar. A bucket holds the base bars that exist and were not
 * filled in. It counts as closed at the first base bar whose own end reaches the bucket's end, or which starts in a later
 * bucket; while it is open nobody sees it.
 */
final class HigherBars {
    private final TimeBuckets buckets;
    private final int baseSeconds;
    private boolean filling;
    private long start;
    private long end = Long.MIN_VALUE;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;

    HigherBars(Timeframe base, Timeframe timeframe, DayBoundary boundary, TradingCalendar calendar) {
        buckets = new TimeBuckets(timeframe, boundary, calendar);
        baseSeconds = base.seconds();
    }

    /** Takes the next base bar and hands on what is closed with it: up to two bars, in order of time. */
    void add(Bar bar, Consumer<Bar> closed) {
        if (bar.repaired()) {
            return;
        }
        if (filling && bar.time() >= end) {
            close(closed);
        }
        // a bar of a bucket that was closed before, in a series whose bars overlap, comes too late to count
        if (bar.time() >= end) {
            start(bar);
        }
        if (filling) {
            high = Math.max(high, bar.high());
            low = Math.min(low, bar.low());
            close = bar.close();
            volume += bar.volume();
            if (bar.time() + baseSeconds >= end) {
                close(closed);
            }
        }
    }

    private void start(Bar bar) {
        filling = true;
        start = buckets.start(bar.time());
        end = buckets.end(bar.time());
        open = bar.open();
        high = Double.NEGATIVE_INFINITY;
        low = Double.POSITIVE_INFINITY;
        volume = 0;
    }

    private void close(Consumer<Bar> closed) {
        filling = false;
        closed.accept(new Bar(start, open, high, low, close, volume, false));
    }
}
