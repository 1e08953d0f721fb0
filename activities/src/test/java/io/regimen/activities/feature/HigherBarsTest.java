package io.regimen.activities.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.regimen.activities.market.Bars;
import io.regimen.activities.market.TradingCalendar;
import io.regimen.activities.model.Matrix;
import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.Timeframe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HigherBarsTest {
    private static final long MIDNIGHT = Walks.START;

    /** Hours 2, 3 | 4, 5, 7 | 8 9 10 11 | 17 | 20: buckets of 4h with holes, the last one open. */
    @Test
    void add_hoursWithHoles() {
        int[] hours = {2, 3, 4, 5, 7, 8, 9, 10, 11, 17, 20};
        // closed at the close of each bar: hour 3 ends at 4:00, which closes the first bucket; the bucket of 16:00 is
        // closed when hour 20 has closed, which is the next that anyone hears of the market
        int[] closed = {0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4};
        HigherBars higher = utc();
        List<Bar> out = new ArrayList<>();
        for (int k = 0; k < hours.length; k++) {
            higher.add(hour(hours[k], false), out::add);
            assertEquals(closed[k], out.size(), "hour " + hours[k]);
        }
        // the bar of hour h opens at h, closes at h + 0.5, reaches h + 1 and h - 1
        assertEquals(
                List.of(
                        new Bar(MIDNIGHT, 2, 4, 1, 3.5, 2, false),
                        new Bar(MIDNIGHT + 4 * 3600, 4, 8, 3, 7.5, 3, false),
                        new Bar(MIDNIGHT + 8 * 3600, 8, 12, 7, 11.5, 4, false),
                        new Bar(MIDNIGHT + 16 * 3600, 17, 18, 16, 17.5, 1, false)),
                out);
    }

    @Test
    void add_repairedBarsAreNotThere() {
        HigherBars higher = utc();
        List<Bar> out = new ArrayList<>();
        for (int h = 0; h < 9; h++) {
            higher.add(hour(h, h == 0 || h == 3), out::add);
        }
        assertEquals(2, out.size());
        assertEquals(new Bar(MIDNIGHT, 1, 3, 0, 2.5, 2, false), out.getFirst());
    }

    @Test
    void add_daysOfForeignExchangeEndInNewYork() {
        HigherBars higher = new HigherBars(Timeframe.H1, Timeframe.D1, DayBoundary.MARKET, TradingCalendar.FX);
        List<Bar> out = new ArrayList<>();
        for (int h = 0; h < 48; h++) {
            higher.add(hour(h, false), out::add);
        }
        // Monday 2024-01-01: New York closes at 22:00 UTC
        assertEquals(
                List.of(MIDNIGHT - 2 * 3600, MIDNIGHT + 22 * 3600),
                out.stream().map(Bar::time).toList());
    }

    @Test
    void add_barsThatOverlapComeTooLate() {
        HigherBars higher = utc();
        List<Bar> out = new ArrayList<>();
        higher.add(new Bar(MIDNIGHT + 10_800, 1, 1, 1, 1, 1, false), out::add);
        higher.add(new Bar(MIDNIGHT + 12_600, 9, 9, 9, 9, 9, false), out::add);
        higher.add(new Bar(MIDNIGHT + 14_400, 2, 2, 2, 2, 1, false), out::add);
        assertEquals(1, out.size());
        assertEquals(1, out.getFirst().close(), "the bar of 3:30 came after its bucket was closed");
    }

    @Test
    void add_doesNotLookAhead() {
        Bars bars = Walks.withHoles(200, 1);
        for (int cut = 1; cut < 200; cut++) {
            assertEquals(List.of(), LookAhead.leaks(HigherBarsTest::causal, bars, cut));
        }
    }

    /** The same column without waiting for the bucket to close must be caught, or the checks prove nothing. */
    @Test
    void leaks_findsAnUnshiftedHigherTimeframe() {
        assertFalse(LookAhead.leaks(Plants::unshiftedHigherTimeframe, Walks.withHoles(200, 1), 150)
                .isEmpty());
    }

    private static Matrix causal(Bars bars) {
        HigherBars higher = utc();
        Matrix out = new Matrix(bars.size(), 1);
        double[] last = {Double.NaN};
        for (int t = 0; t < bars.size(); t++) {
            higher.add(Bar.of(bars, t), bar -> last[0] = bar.close());
            out.set(t, 0, last[0]);
        }
        return out;
    }

    private static HigherBars utc() {
        return new HigherBars(Timeframe.H1, Timeframe.H4, DayBoundary.UTC, TradingCalendar.FX);
    }

    private static Bar hour(int h, boolean repaired) {
        return new Bar(MIDNIGHT + 3600L * h, h, h + 1, h - 1, h + 0.5, 1, repaired);
    }
}
