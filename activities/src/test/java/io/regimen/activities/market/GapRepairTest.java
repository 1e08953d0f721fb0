package io.regimen.activities.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapRepairTest {
    private static final Dataset WHOLE = TestBars.hours("2020-01-06T00:00:00Z", 240, TradingCalendar.FX);

    /** Gaps of one, two and three bars, one over the weekend (hours 118 to 165 are closed), and one of four. */
    private static final Dataset HOLED = TestBars.without(WHOLE, 5, 20, 21, 40, 41, 42, 60, 61, 62, 63, 117, 118);

    @Test
    void apply_none_changesNothing() {
        assertSame(HOLED, GapRepair.NONE.apply(HOLED));
    }

    @Test
    void apply_hold_fillsSmallGapsAtTheLastClose() {
        Dataset repaired = GapRepair.HOLD.apply(HOLED);
        assertEquals(8, repaired.repairedBars());
        assertEquals(WHOLE.size() - 4, repaired.size());
        double close = Double.NaN;
        for (int i = 0; i < repaired.size(); i++) {
            if (repaired.repaired(i)) {
                assertEquals(List.of(close, close, close, close), TestBars.prices(repaired, i));
                assertEquals(0, repaired.volume(i));
            } else {
                close = repaired.price(3, i);
                assertEquals(1, repaired.volume(i));
            }
        }
        List<String> starts = new ArrayList<>(TestBars.starts(WHOLE));
        starts.subList(60, 64).clear();
        assertEquals(starts, TestBars.starts(repaired), "every bar but those of the large gap");
        Bars bars = repaired.bars();
        for (int i = 0; i < bars.size(); i++) {
            assertEquals(i == 60, bars.splitBefore(i), "only the large gap splits: bar " + i);
        }
    }

    @Test
    void apply_twice_isTheSame() {
        Dataset once = GapRepair.HOLD.apply(HOLED);
        assertSame(once, GapRepair.HOLD.apply(once));
        assertEquals(once.hash(), GapRepair.HOLD.apply(HOLED).hash());
        assertNotEquals(HOLED.hash(), once.hash());
        assertSame(WHOLE, GapRepair.HOLD.apply(WHOLE));
    }

    @Test
    void apply_quoted_holdsBidAndAskWithoutANegativeSpread() {
        double[][] bids = new double[6][];
        Arrays.fill(bids, new double[] {2, 2.5, 1.5, 2});
        Dataset good = TestBars.quoted("2020-01-06T00:00:00Z", bids);
        Dataset filled = GapRepair.HOLD.apply(TestBars.without(good, 2));
        assertEquals(List.of(2.0, 2.0, 2.0, 2.0, 2.25, 2.25, 2.25, 2.25), TestBars.prices(filled, 2));

        // bar 1 closes with the ask half below the bid: its middle is kept, with the spread of bar 0
        Dataset crossed = TestBars.with(good, 1, 7, 1.5);
        Dataset repaired = GapRepair.HOLD.apply(TestBars.without(crossed, 2));
        assertEquals(List.of(1.625, 1.625, 1.625, 1.625, 1.875, 1.875, 1.875, 1.875), TestBars.prices(repaired, 2));
        assertEquals(TestBars.SPREAD / 2, repaired.bars().halfSpread(2));
    }

    /** The repair passes, a repair that draws a line to the bar after the gap is caught. */
    @Test
    void apply_otherFuture_leavesTheFilledBars() {
        assertEquals(List.of(), seesTheFuture(GapRepair.HOLD::apply));
        assertFalse(seesTheFuture(GapRepairTest::interpolate).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        // bars missing in gaps of up to three; ejtrader lacks the hour before the weekend until November 2014
        "lean/oanda/hour/eurusd.zip,lean-oanda,3",
        "lean/fxcm/hour/eurusd.zip,lean-fxcm,11",
        "ejtrader/GBPUSD_h1.csv.gz,ejtrader,124",
        "binance-perp/BTCUSDT_1h.csv.gz,csv,0",
    })
    void apply_realFile_repairsItsSmallGaps(String file, String vendor, int repaired) {
        Dataset dataset = SharedData.read(file, Vendor.parse(vendor)).dataset();
        Dataset whole = GapRepair.HOLD.apply(dataset);
        assertEquals(repaired, whole.repairedBars());
        assertEquals(dataset.size() + repaired, whole.size());
        assertSame(whole, GapRepair.HOLD.apply(whole));
        Bars bars = whole.bars();
        for (int i = 0; i < whole.size(); i++) {
            assertTrue(!whole.repaired(i) || !whole.quoted() || whole.price(7, i) >= whole.price(3, i));
            assertEquals(whole.repaired(i), bars.repaired(i));
        }
    }

    /** Times at which a bar changes although only bars after it were scaled or cut off. */
    private static List<Long> seesTheFuture(UnaryOperator<Dataset> repair) {
        List<Long> out = new ArrayList<>();
        Dataset full = repair.apply(HOLED);
        TreeMap<Long, List<Double>> known = new TreeMap<>();
        for (int i = 0; i < full.size(); i++) {
            known.put(full.time(i), TestBars.prices(full, i));
        }
        for (int cut = 1; cut < HOLED.size(); cut++) {
            for (Dataset past : List.of(TestBars.scaledFrom(HOLED, cut, 3), TestBars.slice(HOLED, 0, cut))) {
                Dataset again = repair.apply(past);
                for (int i = 0; i < again.size() && again.time(i) < HOLED.time(cut); i++) {
                    if (!TestBars.prices(again, i).equals(known.get(again.time(i)))) {
                        out.add(again.time(i));
                    }
                }
            }
        }
        return out;
    }

    /** What many libraries do, and what must not be done: a straight line over the gap. */
    private static Dataset interpolate(Dataset dataset) {
        Dataset held = GapRepair.HOLD.apply(dataset);
        double[][] prices = new double[4][held.size()];
        long[] time = new long[held.size()];
        for (int i = 0; i < held.size(); i++) {
            time[i] = held.time(i);
            int before = i;
            int after = i;
            while (held.repaired(before)) {
                before--;
            }
            while (held.repaired(after)) {
                after++;
            }
            double share = after == before ? 0 : (i - before) / (double) (after - before);
            for (int p = 0; p < 4; p++) {
                prices[p][i] = share == 0
                        ? held.price(p, i)
                        : held.price(3, before) * (1 - share) + held.price(0, after) * share;
            }
        }
        return new Dataset("EURUSD", Timeframe.H1, time, prices, new double[held.size()], held.extras());
    }
}
