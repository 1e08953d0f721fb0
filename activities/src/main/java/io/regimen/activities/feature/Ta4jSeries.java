package io.regimen.activities.feature;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import java.time.Duration;
import java.time.Instant;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/**
 * Bars as ta4j wants them. ta4j takes the last bar of a series for unfinished and computes it anew at every request, where
 * running sums may round otherwise; so the series gets one bar more than there are, a copy of the last, never read.
 */
final class Ta4jSeries {
    private final BarSeries series;
    private final int size;

    Ta4jSeries(Bars bars) {
        size = bars.size();
        series = new BaseBarSeriesBuilder()
                .withNumFactory(DoubleNumFactory.getInstance())
                .build();
        Duration period = bars.timeframe().duration();
        for (int i = 0; i < size; i++) {
            add(bars, i, Instant.ofEpochSecond(bars.time(i)), period);
        }
        if (size > 0) {
            add(bars, size - 1, Instant.ofEpochSecond(bars.time(size - 1)).plus(period), period);
        }
    }

    private void add(Bars bars, int i, Instant begin, Duration period) {
        DoubleNumFactory num = DoubleNumFactory.getInstance();
        series.addBar(
                new BaseBar(
                        period,
                        begin,
                        begin.plus(period),
                        num.numOf(bars.open(i)),
                        num.numOf(bars.high(i)),
                        num.numOf(bars.low(i)),
                        num.numOf(bars.close(i)),
                        num.numOf(bars.volume(i)),
                        num.zero(),
                        0),
                false);
    }

    BarSeries series() {
        return series;
    }

    /** All values in bar order: each is computed once, and recursive indicators never recurse more than one bar. */
    Vector column(Indicator<Num> indicator) {
        Vector out = new Vector(size);
        for (int i = 0; i < size; i++) {
            out.set(i, indicator.getValue(i).doubleValue());
        }
        return out;
    }
}
