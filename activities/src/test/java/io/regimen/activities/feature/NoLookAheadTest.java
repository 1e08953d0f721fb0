package io.regimen.activities.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Catalogue;
import io.regimen.workflows.CatalogueEntry;
import io.regimen.workflows.Timeframe;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The eight tests of no look-ahead, over every feature of the catalogue on every timeframe. */
class NoLookAheadTest {
    @Test
    void cases_haveEveryFeatureOnEveryTimeframe() {
        for (boolean simulated : List.of(true, false)) {
            Set<String> tested = Arrays.stream(Cases.values())
                    .filter(c -> c.simulated() == simulated)
                    .flatMap(c -> names(c.spec()).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
            for (CatalogueEntry entry : Catalogue.ENTRIES) {
                if (entry.block().equals(Catalogue.INDICATOR_BLOCK)) {
                    for (Timeframe timeframe : Timeframe.values()) {
                        String name = entry.name() + "_" + timeframe;
                        assertTrue(tested.contains(name), name);
                    }
                }
            }
            assertTrue(tested.containsAll(blockNames()), "blocks");
        }
    }

    /** Tests 1 to 4: the series cut off, and its future replaced by noise, by NaN, by 1e9. */
    @ParameterizedTest
    @EnumSource(Cases.class)
    void values_doNotDependOnTheFuture(Cases given) {
        Bars bars = given.bars();
        FeatureSet set = Features.compute(bars, given.spec());
        assertTrue(set.warmup() < 0.8 * bars.size(), "warm-up of " + set.warmup() + " leaves rows to compare");
        int middle = (set.warmup() + bars.size()) / 2;
        // just warm; inside a bucket of the higher timeframes; around the border of a block; at the end
        for (int cut : List.of(set.warmup() + 1, middle, Math.min(bars.size(), BlockedColumns.BLOCK + 1))) {
            assertEquals(
                    List.of(),
                    LookAhead.leaks(b -> Features.compute(b, given.spec()).values(), bars, set.values(), cut));
        }
    }

    /** Test 5: to the last bit, over the border of a block. */
    @ParameterizedTest
    @EnumSource(
            value = Cases.class,
            names = {
                "WALK_1M",
                "WALK_5M",
                "WALK_15M",
                "WALK_HOLES_1H",
                "OANDA_EURUSD_1M",
                "OANDA_EURUSD_1H",
                "EJTRADER_GBPUSD_4H"
            })
    void stream_equalsTheBatch(Cases given) {
        Bars bars = given.bars();
        FeatureSet batch = Features.compute(bars, given.spec());
        FeatureStream stream = new FeatureStream(given.spec(), bars.calendar());
        assertEquals(batch.names(), stream.names());
        int compared = 0;
        for (int t = 0; t < bars.size(); t++) {
            Vector row = stream.add(Bar.of(bars, t));
            compared += t >= batch.warmup() ? 1 : 0;
            for (int c = 0; c < row.size(); c++) {
                assertEquals(
                        Double.doubleToLongBits(batch.values().get(t, c)),
                        Double.doubleToLongBits(row.get(c)),
                        "row " + t + " column " + c);
            }
        }
        assertTrue(compared >= 5000, compared + " rows compared");
    }

    /**
     * Test 6: after the warm-up the start value weighs less than 0.1 %, and it was off by no more than the feature's whole
     * range; a block's lead later it weighs nothing.
     */
    @ParameterizedTest
    @EnumSource(
            value = Cases.class,
            names = {"WALK_1M", "WALK_15M", "WALK_1H", "WALK_4H", "WALK_1D", "OANDA_EURUSD_1H"})
    void values_afterWarmupDoNotDependOnTheStart(Cases given) {
        Bars bars = given.bars();
        // whole days: buckets stay the same
        int dropped = firstOfDay(bars, 400);
        FeatureSet whole = Features.compute(bars, given.spec());
        FeatureSet later = Features.compute(Walks.part(bars, dropped, bars.size()), given.spec());
        assertTrue(later.warmup() < bars.size() - dropped - 500, "warm-up " + later.warmup());
        for (int c = 0; c < whole.names().size(); c++) {
            double range = Columns.range(whole.values(), c, whole.warmup());
            boolean onBase =
                    whole.names().get(c).endsWith("_" + given.timeframes().getFirst());
            for (int row = later.warmup(); row < bars.size() - dropped; row++) {
                assertEquals(
                        whole.values().get(row + dropped, c),
                        later.values().get(row, c),
                        (onBase && row >= BlockedColumns.LEAD ? 1e-9 : 0.001) * range,
                        whole.names().get(c) + " at " + row);
            }
        }
    }

    /** Test 7: on a driftless walk no feature may correlate with the next return beyond chance, over all of them. */
    @ParameterizedTest
    @EnumSource(
            value = Cases.class,
            names = {"WALK_1M", "WALK_15M", "WALK_1H"})
    void values_ofARandomWalkForecastNothing(Cases given) {
        Bars bars = Walks.at(given.spec().baseTimeframe(), 20_000, 61);
        FeatureSet set = Features.compute(bars, given.spec());
        double bound = Columns.bound(set.names().size());
        for (int c = 0; c < set.names().size(); c++) {
            double z = Columns.correlation(set.values(), c, set.warmup(), bars);
            assertTrue(Math.abs(z) < bound, set.names().get(c) + ": z = " + z + ", allowed " + bound);
        }
    }

    /** Test 8: leaks planted on purpose, each caught. */
    @ParameterizedTest
    @MethodSource("plants")
    void leaks_planted_areCaught(String name, Function<Bars, Matrix> plant) {
        Bars bars = Walks.withHoles(600, 5);
        int cut = 1;
        while (cut < 300 || bars.time(cut) - bars.time(cut - 1) != 2 * 3600) {
            cut++;
        }
        assertFalse(LookAhead.leaks(plant, bars, cut).isEmpty(), name);
    }

    @Test
    void forecast_planted_isCaught() {
        Bars bars = Walks.at(Timeframe.H1, 20_000, 61);
        double bound = Columns.bound(200);
        assertTrue(Math.abs(Columns.correlation(Plants.futureReturn(bars), 0, 10, bars)) > bound);
        assertTrue(Math.abs(Columns.correlation(Plants.centredWindow(bars), 0, 10, bars)) > bound);
        assertTrue(
                Math.abs(Columns.correlation(Plants.unshiftedHigherTimeframe(Walks.part(bars, 0, 2000)), 0, 10, bars))
                        > bound);
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> plants() {
        return Stream.of(
                plant("a future return", Plants::futureReturn),
                plant("a centred window", Plants::centredWindow),
                plant("an unshifted higher timeframe", Plants::unshiftedHigherTimeframe),
                plant("a scaler fitted on all rows", Plants::scalerFittedOnAllRows),
                plant("a gap repair that looks ahead", Plants::gapRepairThatLooksAhead));
    }

    private static org.junit.jupiter.params.provider.Arguments plant(String name, Function<Bars, Matrix> plant) {
        return org.junit.jupiter.params.provider.Arguments.of(name, plant);
    }

    private static int firstOfDay(Bars bars, int from) {
        int at = from;
        while (bars.time(at) / 86_400 == bars.time(at - 1) / 86_400) {
            at++;
        }
        return at;
    }

    private static List<String> names(FeatureSpec spec) {
        return Features.compute(Walks.at(spec.baseTimeframe(), 1, 1), spec).names();
    }

    private static List<String> blockNames() {
        return Catalogue.ENTRIES.stream()
                .filter(entry -> !entry.block().equals(Catalogue.INDICATOR_BLOCK))
                .map(entry -> entry.name().replace("<rv_window>", "20").replace("<lag>", "5"))
                .toList();
    }
}
