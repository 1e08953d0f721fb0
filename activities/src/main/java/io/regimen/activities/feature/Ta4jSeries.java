package io.regimen.activities.feature;

import java.time.Duration;
import java.time.Instant;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.num.DoubleNumFactory;

/**
 * Growing bars as ta4j wants them. Two of its habits are worked around:
 *
 * <ul>
 *   <li>It takes the last bar of a series for unfinished and computes it anew at every request. So the series always ends
 *       in a copy of the newest bar, which is never read and gives way to the next one.
 *   <li>It takes numbers that differ by less than 1e-5 for equal, which one pip of a cheap coin is not. So prices are
 *       multiplied by a power of two that makes the first close about 2^30: exact, and no ratio changes.
 * </ul>
 */
final class Ta4jSeries {
    private static final int MAGNITUDE = 30;
    private static final Duration STEP = Duration.ofSeconds(1);

    private final BarSeries series = new BaseBarSeriesBuilder()
            .withNumFactory(DoubleNumFactory.getInstance())
            .build();
    private int size;
    private double scale = 1;

    BarSeries series() {
        return series;
    }

    void add(Bar bar) {
        if (size == 0) {
            scale = bar.close() > 0 && Double.isFinite(bar.close())
                    ? Math.scalb(1.0, MAGNITUDE - Math.getExponent(bar.close()))
                    : 1;
            put(bar, 0, false);
        } else {
            put(bar, size, true);
        }
        size++;
        put(bar, size, false);
    }

    /** No indicator used here looks at the clock: bars are numbered by seconds. */
    private void put(Bar bar, int at, boolean replace) {
        DoubleNumFactory num = DoubleNumFactory.getInstance();
        Instant begin = Instant.ofEpochSecond(at);
        series.addBar(
                new BaseBar(
                        STEP,
                        begin,
                        begin.plus(STEP),
                        num.numOf(bar.open() * scale),
                        num.numOf(bar.high() * scale),
                        num.numOf(bar.low() * scale),
                        num.numOf(bar.close() * scale),
                        num.numOf(bar.volume()),
                        num.zero(),
                        0),
                replace);
    }
}
