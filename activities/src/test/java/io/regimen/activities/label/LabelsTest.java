package io.regimen.activities.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.TradingCalendar;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Timeframe;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
    /** Opens 100, 110, 121, 100, 50, 200. */
    private final Bars bars = bars(100, 110, 121, 100, 50, 200);

    @Test
    void forward_oneStepWithoutLatency() {
        assertLabels(
                Labels.forward(bars, 1, 0), 121.0 / 110, 100.0 / 121, 50.0 / 100, 200.0 / 50, Double.NaN, Double.NaN);
    }

    @Test
    void forward_twoStepsWithLatencyOfOne() {
        assertLabels(
                Labels.forward(bars, 2, 1), 50.0 / 121, 200.0 / 100, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    @Test
    void forward_longerThanTheSeries() {
        Vector labels = Labels.forward(bars, 10, 0);
        for (int t = 0; t < labels.size(); t++) {
            assertTrue(Double.isNaN(labels.get(t)));
        }
    }

    /** The last row before the purge has its outcome before the first evaluated row, the next one has not. */
    @Test
    void purge_isTheFewestRowsThatKeepOutcomesOut() {
        int evaluated = 4;
        int last = evaluated - Labels.purge(1, 1) - 1;
        assertEquals(0, last);
        assertTrue(last + 1 + 1 + 1 < evaluated);
        assertEquals(evaluated, last + 1 + 1 + 1 + 1);
    }

    @Test
    void forward_refusesNoStep() {
        assertThrows(IllegalArgumentException.class, () -> Labels.forward(bars, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Labels.forward(bars, 501, 0));
        assertThrows(IllegalArgumentException.class, () -> Labels.forward(bars, 1, -1));
    }

    /** By the definition: every bar of the way looked at. */
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 2", "5, 0", "24, 1", "499, 0", "500, 7"})
    void forward_knownIfAndOnlyIfTheTradeIs(int steps, int latency) {
        Bars whole = RandomMarket.unbroken(4, 3000, true);
        Bars broken = broken(whole);
        Vector labels = Labels.forward(broken, steps, latency);
        Vector asIfWhole = Labels.forward(whole, steps, latency);
        int known = 0;
        for (int t = 0; t < labels.size(); t++) {
            int entry = t + 1 + latency;
            int exit = entry + steps;
            boolean there = exit < labels.size()
                    && !broken.repaired(t)
                    && !broken.repaired(entry)
                    && !broken.repaired(exit)
                    && IntStream.rangeClosed(t + 1, exit).noneMatch(broken::splitBefore);
            assertEquals(!there, Double.isNaN(labels.get(t)), "row " + t);
            if (there) {
                assertEquals(Math.log(broken.open(exit) / broken.open(entry)), labels.get(t));
                known++;
            }
            assertEquals(exit >= labels.size(), Double.isNaN(asIfWhole.get(t)));
        }
        assertTrue(known > 500, "only " + known + " labels");
        assertTrue(known < 2900 - steps, known + " labels, as if nothing were missing");
    }

    /** Four bars missing after bar 700 and after bar 1600; some bars filled in. */
    private static Bars broken(Bars whole) {
        Bars.Builder out = new Bars.Builder(Timeframe.H1, true).calendar(TradingCalendar.CONTINUOUS);
        Bars filled = RandomMarket.repaired(whole, 5, 0.02);
        for (int i = 0; i < filled.size(); i++) {
            long time = filled.time(i) + (i > 700 ? 4 * 3600 : 0) + (i > 1600 ? 4 * 3600 : 0);
            out.add(time, filled.open(i), filled.high(i), filled.low(i), filled.close(i), 0, filled.halfSpread(i))
                    .repaired(filled.repaired(i));
        }
        Bars bars = out.build();
        assertTrue(bars.splitBefore(701) && bars.splitBefore(1601) && !bars.splitBefore(702));
        return bars;
    }

    @Test
    void forward_threeMissingBarsDoNotSplit() {
        for (int missing = 0; missing < 6; missing++) {
            Bars.Builder out = new Bars.Builder(Timeframe.H1, false).calendar(TradingCalendar.CONTINUOUS);
            for (int i = 0; i < 10; i++) {
                out.add(3600L * (i < 5 ? i : i + missing), 100 + i, 200, 1, 100, 0, 0);
            }
            Vector labels = Labels.forward(out.build(), 2, 0);
            for (int t = 0; t < 7; t++) {
                boolean crosses = t < 5 && t + 3 >= 5;
                assertEquals(missing > 3 && crosses, Double.isNaN(labels.get(t)), missing + " missing, row " + t);
            }
        }
    }

    @Test
    void longAndShort_payTheSpreadAtBothEnds() {
        Bars.Builder out = new Bars.Builder(Timeframe.H1, true).calendar(TradingCalendar.CONTINUOUS);
        out.add(0, 100, 100, 100, 100, 0, 1).add(3600, 100, 110, 100, 110, 0, 2).add(7200, 110, 110, 110, 110, 0, 3);
        Bars quoted = out.build();
        // bought at 102, sold at 107; sold at 98, bought back at 113
        assertEquals(Math.log(107.0 / 102), Labels.longReturn(quoted, 1, 0).get(0), 1e-15);
        assertEquals(Math.log(98.0 / 113), Labels.shortReturn(quoted, 1, 0).get(0), 1e-15);
        assertTrue(Double.isNaN(Labels.longReturn(quoted, 1, 0).get(1)));
    }

    /** y less the two half spreads a backtest charges, up to their squares. */
    @Test
    void longAndShort_areTheMidLabelLessTwoHalfSpreads() {
        Bars quoted = RandomMarket.unbroken(6, 500, true);
        Vector mid = Labels.forward(quoted, 7, 1);
        Vector bought = Labels.longReturn(quoted, 7, 1);
        Vector sold = Labels.shortReturn(quoted, 7, 1);
        for (int t = 0; t + 9 < quoted.size(); t++) {
            double entry = quoted.halfSpread(t + 2) / quoted.open(t + 2);
            double exit = quoted.halfSpread(t + 9) / quoted.open(t + 9);
            assertEquals(mid.get(t) + Math.log1p(-exit) - Math.log1p(entry), bought.get(t), 1e-14);
            assertEquals(-mid.get(t) + Math.log1p(-entry) - Math.log1p(exit), sold.get(t), 1e-14);
            assertEquals(mid.get(t) - entry - exit, bought.get(t), 1e-8);
            assertTrue(bought.get(t) + sold.get(t) < 0);
        }
    }

    @Test
    void longAndShort_withoutQuotesAreTheMidLabel() {
        assertArrayEquals(
                Labels.forward(bars, 1, 0).toArray(),
                Labels.longReturn(bars, 1, 0).toArray());
        Vector sold = Labels.shortReturn(bars, 1, 0);
        for (int t = 0; t < 4; t++) {
            assertEquals(-Labels.forward(bars, 1, 0).get(t), sold.get(t), 1e-15);
        }
    }

    private static void assertLabels(Vector labels, double... ratios) {
        assertEquals(ratios.length, labels.size());
        for (int t = 0; t < ratios.length; t++) {
            assertEquals(Math.log(ratios[t]), labels.get(t), 1e-15, "row " + t);
        }
    }

    private static Bars bars(double... opens) {
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < opens.length; i++) {
            out.add(3600L * i, opens[i], 300, 1, 77, 0, 0);
        }
        return out.build();
    }
}
