package io.regimen.activities.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Timeframe;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HigherBarsTest {
    private static final long MIDNIGHT = Walks.START;

    /** Hours 2, 3 | 4, 5, 7 | 8 9 10 11 | 17 | 20: buckets of 4h with holes, the last one open. */
    @Test
    void of_hoursWithHoles() {
        int[] hours = {2, 3, 4, 5, 7, 8, 9, 10, 11, 17, 20};
        HigherBars higher = HigherBars.of(hours(hours), Timeframe.H4);
        Bars bars = higher.bars();
        assertEquals(4, bars.size());
        // start, open, high, low, close, volume; the bar of hour h opens at h, closes at h + 0.5, reaches h + 1 and h -
        // 1
        assertBar(bars, 0, 0, 2, 4, 1, 3.5, 2);
        assertBar(bars, 1, 4, 4, 8, 3, 7.5, 3);
        assertBar(bars, 2, 8, 8, 12, 7, 11.5, 4);
        assertBar(bars, 3, 16, 17, 18, 16, 17.5, 1);
        // closed at the close of each bar: hour 3 ends at 4:00, which closes the first bucket; the bucket of 16:00 is
        // closed when hour 20 has closed, which is the next that anyone hears of the market
        int[] closed = {0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4};
        for (int t = 0; t < hours.length; t++) {
            assertEquals(closed[t], higher.closedAt(t), "hour " + hours[t]);
        }
    }

    @Test
    void asOf_givesTheLastClosedValueAndItsWarmth() {
        HigherBars higher = HigherBars.of(hours(2, 3, 4, 5, 7, 8, 9), Timeframe.H4);
        Column seen = higher.asOf(new Column("x", Vector.of(10, 20), 1));
        assertEquals(Double.NaN, seen.values().get(0));
        assertEquals(10, seen.values().get(1));
        assertEquals(10, seen.values().get(3));
        assertEquals(20, seen.values().get(4));
        assertEquals(4, seen.firstWarm());
        assertEquals(7, higher.asOf(new Column("x", Vector.of(10, 20), 2)).firstWarm());
    }

    @Test
    void of_barsThatOverlapComeTooLate() {
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        out.add(MIDNIGHT + 10_800, 1, 1, 1, 1, 1, 0);
        out.add(MIDNIGHT + 12_600, 9, 9, 9, 9, 9, 0);
        out.add(MIDNIGHT + 14_400, 2, 2, 2, 2, 1, 0);
        HigherBars higher = HigherBars.of(out.build(), Timeframe.H4);
        assertEquals(1, higher.bars().size());
        assertEquals(1, higher.bars().close(0), "the bar of 3:30 came after its bucket was closed");
    }

    @Test
    void of_doesNotLookAhead() {
        Bars bars = Walks.withHoles(200, 1);
        for (int cut = 1; cut < 200; cut++) {
            assertEquals(List.of(), LookAhead.leaks(HigherBarsTest::causal, bars, cut));
        }
    }

    /** The same column without waiting for the bucket to close must be caught, or the checks prove nothing. */
    @Test
    void leaks_findsAnUnshiftedHigherTimeframe() {
        assertFalse(LookAhead.leaks(HigherBarsTest::unshifted, Walks.withHoles(200, 1), 150)
                .isEmpty());
    }

    private static Matrix causal(Bars bars) {
        HigherBars higher = HigherBars.of(bars, Timeframe.H4);
        Column close = new Column("close", closes(higher.bars()), 0);
        return matrix(higher.asOf(close).values());
    }

    /** Planted leak: each bar sees the close of the bucket it lies in. */
    private static Matrix unshifted(Bars bars) {
        Bars higher = HigherBars.of(bars, Timeframe.H4).bars();
        Vector out = new Vector(bars.size());
        for (int t = 0; t < bars.size(); t++) {
            int bucket = higher.firstAtOrAfter(bars.time(t) / 14_400 * 14_400);
            out.set(t, bucket < higher.size() ? higher.close(bucket) : Double.NaN);
        }
        return matrix(out);
    }

    private static Vector closes(Bars bars) {
        return Vector.of(
                IntStream.range(0, bars.size()).mapToDouble(bars::close).toArray());
    }

    private static Matrix matrix(Vector column) {
        Matrix out = new Matrix(column.size(), 1);
        for (int i = 0; i < column.size(); i++) {
            out.set(i, 0, column.get(i));
        }
        return out;
    }

    private static Bars hours(int... hours) {
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        for (int h : hours) {
            out.add(MIDNIGHT + 3600L * h, h, h + 1, h - 1, h + 0.5, 1, 0);
        }
        return out.build();
    }

    private static void assertBar(
            Bars bars, int i, int hour, double open, double high, double low, double close, double volume) {
        assertEquals(MIDNIGHT + 3600L * hour, bars.time(i));
        assertEquals(open, bars.open(i));
        assertEquals(high, bars.high(i));
        assertEquals(low, bars.low(i));
        assertEquals(close, bars.close(i));
        assertEquals(volume, bars.volume(i));
    }
}
