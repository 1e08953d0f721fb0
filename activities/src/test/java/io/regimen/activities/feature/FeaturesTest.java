package io.regimen.activities.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Matrix;
import io.regimen.workflows.Catalogue;
import io.regimen.workflows.Preprocessing;
import io.regimen.workflows.Timeframe;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeaturesTest {
    private static final FeatureSpec ALL = all(Preprocessing.defaults());

    @Test
    void names_ofAllFeatures() {
        FeatureSet set = Features.compute(Walks.hourly(10, 1), ALL);
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
        FeatureSet set = Features.compute(Walks.hourly(800, 1), ALL);
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
                700, Features.compute(bars, all(Preprocessing.of(5, 20, 700))).warmup());
        assertEquals(
                800, Features.compute(bars, all(Preprocessing.of(5, 20, 5000))).warmup());
        FeatureSpec bare = new FeatureSpec(Timeframe.H1, new TreeMap<>(), List.of(), Preprocessing.of(7, 20, 0));
        assertEquals(7, Features.compute(bars, bare).warmup());
        assertEquals(0, Features.compute(Walks.hourly(0, 1), ALL).warmup());
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 50, 591, 592, 640, 700, 701, 702, 703, 895, 899})
    void values_doNotDependOnTheFuture(int cut) {
        assertEquals(List.of(), LookAhead.leaks(FeaturesTest::values, Walks.hourly(900, 3), cut));
        assertEquals(List.of(), LookAhead.leaks(FeaturesTest::values, Walks.withHoles(900, 3), cut));
    }

    @Test
    void values_barByBarEqualTheBatch() {
        Bars bars = Walks.withHoles(900, 4);
        Matrix batch = values(bars);
        int warmup = Features.compute(bars, ALL).warmup();
        assertTrue(warmup < 850, "warm-up " + warmup + " leaves rows to compare");
        for (int t = 840; t < 900; t++) {
            Matrix streamed = values(Walks.part(bars, 0, t + 1));
            for (int c = 0; c < batch.columns(); c++) {
                assertEquals(batch.get(t, c), streamed.get(t, c), 0, "row " + t + " column " + c);
            }
        }
    }

    /** Where the series starts must not show after the warm-up: less than 0.1 % of a feature's own variation. */
    @Test
    void values_afterWarmupDoNotDependOnTheStart() {
        Bars bars = Walks.hourly(3000, 5);
        int dropped = 400; // a multiple of four: buckets of 4h stay the same
        FeatureSet whole = Features.compute(bars, ALL);
        FeatureSet later = Features.compute(Walks.part(bars, dropped, 3000), ALL);
        for (int c = 0; c < whole.names().size(); c++) {
            double deviation = deviation(whole.values(), c, whole.warmup());
            for (int row = later.warmup(); row < 3000 - dropped; row++) {
                assertEquals(
                        whole.values().get(row + dropped, c),
                        later.values().get(row, c),
                        0.001 * deviation,
                        whole.names().get(c) + " at " + row);
            }
        }
    }

    /** On a driftless walk no feature may correlate with the next return beyond chance, over all features at once. */
    @Test
    void values_ofARandomWalkForecastNothing() {
        Bars bars = Walks.hourly(30_000, 6);
        FeatureSet set = Features.compute(bars, ALL);
        int rows = 30_000 - 1 - set.warmup();
        for (int c = 0; c < set.names().size(); c++) {
            double[] feature = new double[rows];
            double[] next = new double[rows];
            for (int i = 0; i < rows; i++) {
                int t = set.warmup() + i;
                feature[i] = set.values().get(t, c);
                next[i] = Math.log(bars.close(t + 1) / bars.close(t));
            }
            double z = new org.hipparchus.stat.correlation.PearsonsCorrelation().correlation(feature, next)
                    * Math.sqrt(rows);
            // two-sided 1 % over 21 features (Bonferroni)
            assertTrue(Math.abs(z) < 3.5, set.names().get(c) + ": z = " + z);
        }
    }

    @Test
    void values_stayFiniteWhereThePriceStandsStill() {
        Bars.Builder flat = new Bars.Builder(Timeframe.H1, false);
        Bars walk = Walks.hourly(700, 8);
        for (int i = 0; i < 1000; i++) {
            double close = walk.close(Math.min(i, 699));
            flat.add(Walks.START + 3600L * i, close, close, close, close, 0, 0);
        }
        FeatureSet set = Features.compute(flat.build(), ALL);
        for (int row = set.warmup(); row < 1000; row++) {
            for (int c = 0; c < set.names().size(); c++) {
                assertTrue(
                        Double.isFinite(set.values().get(row, c)), set.names().get(c) + " at " + row);
            }
        }
        assertEquals(0.5, set.values().get(999, set.names().indexOf("bollinger_percent_b_1h")), 0.26);
    }

    @Test
    void compute_refusesWhatTheCatalogueDoesNotHave() {
        Bars bars = Walks.hourly(10, 1);
        assertThrows(
                IllegalArgumentException.class, () -> Features.compute(bars, indicator("stochastic", Timeframe.H1)));
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

    private static Matrix values(Bars bars) {
        return Features.compute(bars, ALL).values();
    }

    private static FeatureSpec indicator(String name, Timeframe timeframe) {
        SortedMap<String, List<Timeframe>> tfs = new TreeMap<>();
        tfs.put(name, List.of(timeframe));
        return new FeatureSpec(Timeframe.H1, tfs, List.of(), Preprocessing.defaults());
    }

    static FeatureSpec all(Preprocessing preprocessing) {
        SortedMap<String, List<Timeframe>> tfs = new TreeMap<>();
        Catalogue.INDICATORS.forEach(name -> tfs.put(name, List.of(Timeframe.H1, Timeframe.H4)));
        return new FeatureSpec(Timeframe.H1, tfs, Catalogue.BLOCKS, preprocessing);
    }

    private static double deviation(Matrix values, int column, int from) {
        double sum = 0;
        double squares = 0;
        int rows = values.rows() - from;
        for (int row = from; row < values.rows(); row++) {
            sum += values.get(row, column);
        }
        for (int row = from; row < values.rows(); row++) {
            squares += Math.pow(values.get(row, column) - sum / rows, 2);
        }
        return Math.sqrt(squares / rows);
    }
}
