package io.regimen.activities.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.market.Bars;
import io.regimen.activities.market.TradingCalendar;
import io.regimen.activities.model.Matrix;
import io.regimen.workflows.Catalogue;
import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.FeatureScaling;
import io.regimen.workflows.Preprocessing;
import io.regimen.workflows.Timeframe;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private static final FeatureSpec DEFAULTS = defaults(Preprocessing.defaults());

    @Test
    void names_ofTheDefaults() {
        FeatureSet set = Features.compute(Walks.hourly(10, 1), DEFAULTS);
        assertEquals(
                List.of(
                        "ar_1",
                        "ar_2",
                        "ar_3",
                        "ar_4",
                        "ar_5",
                        "atr_14_1h",
                        "atr_14_4h",
                        "bollinger_percent_b_1h",
                        "bollinger_bandwidth_1h",
                        "bollinger_percent_b_4h",
                        "bollinger_bandwidth_4h",
                        "macd_1h",
                        "macd_signal_1h",
                        "macd_histogram_1h",
                        "macd_4h",
                        "macd_signal_4h",
                        "macd_histogram_4h",
                        "rsi_14_1h",
                        "rsi_14_4h",
                        "rv_20",
                        "return_20"),
                set.names());
        assertEquals(0, set.arColumn());
        assertEquals(5, set.arLags());
    }

    /** The slowest feature is the MACD signal on 4h: 26 + 90 + 31 bars before the first warm one. */
    @Test
    void warmup_ofTheHigherTimeframe() {
        FeatureSet set = Features.compute(Walks.hourly(800, 1), DEFAULTS);
        assertEquals((26 + 90 + 31) * 4 + 3, set.warmup());
        assertTrue(Double.isNaN(set.values().get(set.warmup() - 1, 0)));
        for (int row = set.warmup(); row < 800; row++) {
            for (int c = 0; c < set.names().size(); c++) {
                assertTrue(
                        Double.isFinite(set.values().get(row, c)), set.names().get(c) + " at " + row);
            }
        }
    }

    @Test
    void warmup_atLeastTheOneAskedFor() {
        Bars bars = Walks.hourly(800, 1);
        assertEquals(
                700,
                Features.compute(bars, defaults(Preprocessing.of(5, 20, 700))).warmup());
        assertEquals(
                800,
                Features.compute(bars, defaults(Preprocessing.of(5, 20, 5000))).warmup());
        FeatureSpec bare = new FeatureSpec(Timeframe.H1, new TreeMap<>(), List.of(), Preprocessing.of(7, 20, 0));
        assertEquals(7, Features.compute(bars, bare).warmup());
        assertEquals(0, Features.compute(Walks.hourly(0, 1), DEFAULTS).warmup());
    }

    @Test
    void autoregressiveBlock_latestReturnFirst() {
        Bars bars = Walks.hourly(30, 2);
        FeatureSpec bare = new FeatureSpec(Timeframe.H1, new TreeMap<>(), List.of(), Preprocessing.of(3, 20, 0));
        Matrix values = Features.compute(bars, bare).values();
        for (int t = 3; t < 30; t++) {
            for (int lag = 1; lag <= 3; lag++) {
                assertEquals(
                        Math.log(bars.close(t - lag + 1) / bars.close(t - lag)), values.get(t, lag - 1), 0, "row " + t);
            }
        }
    }

    /** Prices that stand still for 700 bars, without volume, from the start and after a walk: no 0 / 0, no infinity. */
    @Test
    void values_stayFiniteWhereThePriceStandsStill() {
        Bars walk = Walks.hourly(2000, 8);
        Bars.Builder flat = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < 3400; i++) {
            int from = Math.clamp(i - 700, 0, 1999);
            double close = walk.close(from);
            boolean still = i < 700 || i > 2700;
            flat.add(
                    Walks.START + 3600L * i,
                    still ? close : walk.open(from),
                    still ? close : walk.high(from),
                    still ? close : walk.low(from),
                    close,
                    still ? 0 : walk.volume(from),
                    0);
        }
        FeatureSpec spec = Cases.everything(Timeframe.H1, List.of(Timeframe.H1, Timeframe.H4));
        FeatureSet set = Features.compute(flat.build(), spec);
        assertEquals(223 * 4 + 3, set.warmup());
        for (int row = set.warmup(); row < 3400; row++) {
            for (int c = 0; c < set.names().size(); c++) {
                assertTrue(
                        Double.isFinite(set.values().get(row, c)), set.names().get(c) + " at " + row);
            }
        }
        // 20 bars of one price are 20 bars of one price, whatever stood before
        for (String name : List.of("bollinger_percent_b_1h", "donchian_position_1h")) {
            assertEquals(0.5, set.values().get(3399, set.names().indexOf(name)), 0, name);
        }
        assertEquals(0, set.values().get(3399, set.names().indexOf("cci_20_1h")), 0);
        assertEquals(50, set.values().get(3399, set.names().indexOf("mfi_14_1h")), 0);
        assertEquals(0, set.values().get(3399, set.names().indexOf("obv_20_1h")), 0);
    }

    @Test
    void values_atARepairedBarAreNotThere() {
        Bars walk = Walks.hourly(300, 9);
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < 300; i++) {
            boolean filled = i == 250;
            double hold = walk.close(249);
            out.add(
                            walk.time(i),
                            filled ? hold : walk.open(i),
                            filled ? hold : walk.high(i),
                            filled ? hold : walk.low(i),
                            filled ? hold : walk.close(i),
                            filled ? 0 : walk.volume(i),
                            0)
                    .repaired(filled);
        }
        FeatureSpec bare = new FeatureSpec(Timeframe.H1, new TreeMap<>(), List.of(), Preprocessing.of(3, 20, 0));
        FeatureSet set = Features.compute(out.build(), bare);
        assertTrue(Double.isNaN(set.values().get(250, 0)));
        assertEquals(0, set.values().get(251, 1), 0, "the bar after it sees that the price stood still");
        assertTrue(Double.isFinite(set.values().get(249, 0)));
        assertEquals(3, set.warmup());
    }

    @Test
    void values_whereTooMuchIsMissingAreNotThere() {
        Bars walk = Walks.hourly(400, 9);
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false).calendar(TradingCalendar.CONTINUOUS);
        for (int i = 0; i < 400; i++) {
            if (i < 200 || i >= 221) {
                out.add(walk.time(i), walk.open(i), walk.high(i), walk.low(i), walk.close(i), walk.volume(i), 0);
            }
        }
        FeatureSpec bare = new FeatureSpec(Timeframe.H1, new TreeMap<>(), List.of(), Preprocessing.of(3, 20, 0));
        FeatureSet set = Features.compute(out.build(), bare);
        // 21 of 100 are missing until the oldest of them leaves the window: place 300 is row 279
        assertTrue(Double.isFinite(set.values().get(199, 0)));
        for (int row = 200; row < 279; row++) {
            assertTrue(Double.isNaN(set.values().get(row, 0)), "row " + row);
        }
        assertTrue(Double.isFinite(set.values().get(279, 0)));
    }

    @Test
    void differencing_ofIndicatorsOnTheirOwnTimeframe() {
        Bars bars = Walks.hourly(900, 3);
        SortedMap<String, List<Timeframe>> tfs = new TreeMap<>();
        tfs.put("rsi", List.of(Timeframe.H1, Timeframe.H4));
        FeatureSet plain = Features.compute(bars, differenced(tfs, 0));
        FeatureSet twice = Features.compute(bars, differenced(tfs, 2));
        assertEquals(plain.names(), twice.names());
        assertEquals(plain.warmup() + 8, twice.warmup(), "two bars of 4h more");
        for (int t = twice.warmup(); t < 900; t++) {
            assertEquals(plain.values().get(t, 0), twice.values().get(t, 0), 0, "the autoregressive block stays");
            for (int step : List.of(1, 4)) {
                int c = plain.names().indexOf(step == 1 ? "rsi_14_1h" : "rsi_14_4h");
                double second = plain.values().get(t, c)
                        - 2 * plain.values().get(t - step, c)
                        + plain.values().get(t - 2 * step, c);
                assertEquals(second, twice.values().get(t, c), 1e-10);
            }
        }
    }

    @Test
    void dayBoundary_movesTheHigherBars() {
        Bars bars = Walks.hourly(900, 3);
        SortedMap<String, List<Timeframe>> tfs = new TreeMap<>();
        tfs.put("roc", List.of(Timeframe.D1));
        for (DayBoundary boundary : DayBoundary.values()) {
            FeatureSet set = Features.compute(
                    bars,
                    new FeatureSpec(
                            Timeframe.H1,
                            tfs,
                            List.of(),
                            new Preprocessing(1, 20, 0, 0.8, 0, FeatureScaling.STANDARD, 0, boundary)));
            int change = set.warmup();
            // the first row sees the eleventh whole day; midnight UTC is what a market that never closes takes
            int hour = Math.floorMod((int) (bars.time(change) / 3600) + 1, 24);
            assertEquals(
                    switch (boundary) {
                        case MARKET, UTC -> 0;
                        case NEW_YORK_CLOSE, EU_SERVER -> 22;
                    },
                    hour,
                    boundary.toString());
        }
    }

    @Test
    void compute_refusesWhatTheCatalogueDoesNotHave() {
        Bars bars = Walks.hourly(10, 1);
        assertThrows(IllegalArgumentException.class, () -> Features.compute(bars, indicator("foo", Timeframe.H1)));
        assertThrows(IllegalArgumentException.class, () -> Features.compute(bars, indicator("rsi", Timeframe.M5)));
        FeatureSpec block =
                new FeatureSpec(Timeframe.H1, new TreeMap<>(), List.of("sessions"), Preprocessing.defaults());
        assertThrows(IllegalArgumentException.class, () -> Features.compute(bars, block));
        FeatureSpec other = new FeatureSpec(Timeframe.H4, new TreeMap<>(), List.of(), Preprocessing.defaults());
        assertThrows(IllegalArgumentException.class, () -> Features.compute(bars, other));
    }

    @Test
    void compute_hasEveryNameOfTheCatalogue() {
        for (String name : Catalogue.INDICATORS) {
            assertFalse(Features.compute(Walks.hourly(10, 1), indicator(name, Timeframe.H4))
                    .names()
                    .isEmpty());
        }
        FeatureSpec blocks = new FeatureSpec(Timeframe.H1, new TreeMap<>(), Catalogue.BLOCKS, Preprocessing.defaults());
        assertTrue(Features.compute(Walks.hourly(10, 1), blocks).names().contains("rv_20"));
    }

    private static FeatureSpec differenced(SortedMap<String, List<Timeframe>> tfs, int times) {
        return new FeatureSpec(
                Timeframe.H1,
                tfs,
                List.of(),
                new Preprocessing(5, 20, 0, 0.8, 0, FeatureScaling.STANDARD, times, DayBoundary.MARKET));
    }

    private static FeatureSpec indicator(String name, Timeframe timeframe) {
        SortedMap<String, List<Timeframe>> tfs = new TreeMap<>();
        tfs.put(name, List.of(timeframe));
        return new FeatureSpec(Timeframe.H1, tfs, List.of(), Preprocessing.defaults());
    }

    static FeatureSpec defaults(Preprocessing preprocessing) {
        SortedMap<String, List<Timeframe>> tfs = new TreeMap<>();
        Catalogue.DEFAULT_INDICATORS.forEach(name -> tfs.put(name, List.of(Timeframe.H1, Timeframe.H4)));
        return new FeatureSpec(Timeframe.H1, tfs, Catalogue.DEFAULT_BLOCKS, preprocessing);
    }
}
