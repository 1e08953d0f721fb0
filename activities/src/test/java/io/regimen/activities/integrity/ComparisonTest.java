package io.regimen.activities.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.regimen.activities.integrity.ComparisonReport.Differences;
import io.regimen.activities.integrity.ComparisonReport.Period;
import io.regimen.activities.market.BarImporter;
import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.DatasetMerge;
import io.regimen.activities.market.DatasetMismatchException;
import io.regimen.activities.market.ImportOptions;
import io.regimen.activities.market.Resample;
import io.regimen.activities.market.SharedData;
import io.regimen.activities.market.TestBars;
import io.regimen.activities.market.TradingCalendar;
import io.regimen.activities.market.Vendor;
import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.Json;
import io.regimen.workflows.Timeframe;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    private static final Dataset WALK = TestBars.hours("2020-01-06T00:00:00Z", 2000, TradingCalendar.FX);
    private static final String OANDA = "lean/oanda/hour/eurusd.zip";
    private static final String FXCM = "lean/fxcm/hour/eurusd.zip";
    private static final String SERVER = "ejtrader/EURUSD_h4.csv.gz";

    @ParameterizedTest
    @ValueSource(ints = {-50_400, -18_000, -1_800, 0, 1_800, 3_600, 19_800, 50_400})
    void of_shiftedClock_findsTheOffset(int seconds) {
        ComparisonReport report = Comparison.of(WALK, TestBars.shifted(WALK, -seconds, 5));
        assertEquals(seconds, report.offset().seconds());
        assertEquals(1, report.offset().score(), 1e-12);
        assertTrue(report.offset().clear());
        assertTrue(Objects.requireNonNull(report.offset().runnerUpScore()) < 0.3);
        assertEquals(1, report.periods().size());
        assertEquals(WALK.size(), report.commonBars());
        assertEquals(0, report.onlyFirst());
        assertEquals(0, report.onlySecond());
        assertEquals(0, Objects.requireNonNull(report.differences()).p99Bps());
    }

    @Test
    void of_clockThatChanges_findsBothPeriods() {
        Dataset half = TestBars.slice(WALK, 0, 700);
        Dataset rest = TestBars.slice(WALK, 700, WALK.size());
        Dataset second = DatasetMerge.append(TestBars.shifted(half, -7_200, 1), TestBars.shifted(rest, -3_600, 1))
                .dataset();
        ComparisonReport report = Comparison.of(WALK, second);
        assertEquals(
                List.of(7_200, 3_600),
                report.periods().stream().map(Period::offsetSeconds).toList());
        long change = report.periods().getLast().from().getEpochSecond();
        assertTrue(
                Math.abs(change - WALK.time(700)) <= 7 * 86_400,
                Instant.ofEpochSecond(change).toString());
        assertFalse(report.offset().clear());
    }

    @Test
    void of_differingBars_countsAndListsThem() {
        Dataset second =
                TestBars.with(TestBars.without(TestBars.shifted(WALK, 0, 9), 30, 31), 100, 3, WALK.price(3, 0) * 2);
        Dataset first = TestBars.without(WALK, 70);
        ComparisonReport report = Comparison.of(first, second);
        assertEquals(WALK.size() - 3, report.commonBars());
        assertEquals(2, report.onlyFirst());
        assertEquals(1, report.onlySecond());
        // bar 100 of the second is bar 102 of the walk; closes are stamped by the end of their bar
        ComparisonReport.Mismatch worst = report.largest().getFirst();
        assertEquals(Instant.ofEpochSecond(WALK.time(102) + 3600), worst.time());
        assertEquals(WALK.price(3, 102), worst.firstClose());
        assertEquals(WALK.price(3, 0) * 2, worst.secondClose());
        assertEquals(1e4 * (WALK.price(3, 102) / worst.secondClose() - 1), worst.bps(), 1e-9);
        assertEquals(Integrity.MAX_LISTED, report.largest().size());
        assertNull(Objects.requireNonNull(report.differences()).medianSpreads());
    }

    @Test
    void of_longerBars_comparesClosesAtTheSameTime() {
        Dataset fours = Resample.to(WALK, Timeframe.H4, DayBoundary.MARKET);
        ComparisonReport report = Comparison.of(TestBars.shifted(fours, 3_600, 1), WALK);
        assertEquals(3_600, report.offset().seconds());
        assertEquals(fours.size(), report.commonBars());
        assertEquals(0, report.onlyFirst());
        assertNull(report.onlySecond());
        assertEquals(0, Objects.requireNonNull(report.differences()).p99Bps());
    }

    @Test
    void of_unrelatedMarkets_isNotClear() {
        ComparisonReport report = Comparison.of(WALK, reversed(WALK));
        assertFalse(report.offset().clear());
        assertTrue(report.offset().score() < 0.3);
    }

    @Test
    void of_impossiblePairs_areRefused() {
        Dataset later = TestBars.shifted(WALK, 400L * 86_400, 1);
        String apart = String.valueOf(assertThrows(DatasetMismatchException.class, () -> Comparison.of(WALK, later))
                .getMessage());
        assertTrue(apart.contains("overlap in time"), apart);
        ComparisonReport other = Comparison.of(WALK, TestBars.slice(WALK, 0, 500));
        assertThrows(DatasetMismatchException.class, () -> Integrity.inspect(WALK, later, other));
        Dataset fours = Resample.to(WALK, Timeframe.H4, DayBoundary.MARKET);
        ComparisonReport mixed = Comparison.of(WALK, fours);
        assertThrows(DatasetMismatchException.class, () -> Integrity.inspect(WALK, fours, mixed));
    }

    @Test
    void of_differentSymbols_isRefused() {
        Dataset euro = read(OANDA, "lean-oanda", null);
        Dataset kiwi = read("lean/oanda/hour/nzdusd.zip", "lean-oanda", null);
        String message = String.valueOf(assertThrows(DatasetMismatchException.class, () -> Comparison.of(euro, kiwi))
                .getMessage());
        assertTrue(message.contains("(EURUSD, NZDUSD)"), message);
    }

    /** FXCM's stamps are five hours behind UTC: read as UTC the offset is five hours, read by the vendor's zone none. */
    @ParameterizedTest
    @CsvSource({"UTC,18000", "'',0"})
    void of_oandaAndFxcm_findsFiveHours(String zone, int seconds) {
        ComparisonReport report = Comparison.of(read(OANDA, "lean-oanda", null), read(FXCM, "lean-fxcm", zone));
        assertEquals(seconds, report.offset().seconds());
        assertTrue(report.offset().clear());
        assertEquals(0.72, report.offset().score(), 0.01);
        assertEquals(0.18, Objects.requireNonNull(report.offset().runnerUpScore()), 0.01);
        // until September 2009 the vendor's clock was another four hours behind, five in America's winter
        assertEquals(
                List.of(
                        "2007-03-30 " + (14_400 + seconds),
                        "2007-11-04 " + (18_000 + seconds),
                        "2008-03-09 " + (14_400 + seconds),
                        "2008-11-02 " + (18_000 + seconds),
                        "2009-03-08 " + (14_400 + seconds),
                        "2009-09-20 " + seconds),
                periods(report));
        assertTrue(report.periods().stream().allMatch(p -> Objects.requireNonNull(p.score()) > 0.99));
        assertEquals(69_017, report.commonBars());
        assertEquals(908, report.onlyFirst());
        assertEquals(911, report.onlySecond());
        Differences differences = Objects.requireNonNull(report.differences());
        assertEquals(0.127, differences.medianBps(), 0.001);
        assertEquals(1.297, differences.p99Bps(), 0.001);
        assertEquals(0.115, Objects.requireNonNull(differences.medianSpreads()), 0.001);
        assertEquals(1.0, Objects.requireNonNull(differences.p99Spreads()), 0.001);
    }

    /** The trade server ran an hour nearer to UTC until 2014-11-24: its stamps are an hour too early by today's rule. */
    @Test
    void of_oandaAndServer_findsTheChangeOfTheServersClock() {
        ComparisonReport report = Comparison.of(read(OANDA, "lean-oanda", null), read(SERVER, "ejtrader", null));
        assertEquals(0, report.offset().seconds());
        assertEquals(List.of("2012-11-26 3600", "2014-11-24 0"), periods(report));
        assertEquals(0.361, Objects.requireNonNull(report.differences()).medianBps(), 0.001);
    }

    /** Read by a clock without daylight saving, the same server is an hour off every summer. */
    @Test
    void of_serverWithoutDaylightSaving_alternates() {
        ComparisonReport report = Comparison.of(read(OANDA, "lean-oanda", null), read(SERVER, "ejtrader", "+02:00"));
        List<Integer> offsets =
                report.periods().stream().map(Period::offsetSeconds).toList();
        assertEquals(List.of(3600, 0, 3600, 0, 3600, 0, -3600, 0, -3600, 0, -3600, 0, -3600, 0), offsets);
        assertEquals("2015-03-23 -3600", periods(report).get(6));
        assertEquals("2015-10-26 0", periods(report).get(7));
        assertFalse(report.offset().clear());
    }

    @Test
    void of_oandaHoursAndDays_agreeExactly() throws JsonProcessingException {
        ComparisonReport report =
                Comparison.of(read(OANDA, "lean-oanda", null), read("lean/oanda/daily/eurusd.zip", "lean-oanda", null));
        assertEquals(0, report.offset().seconds());
        assertEquals(1, report.periods().size());
        assertEquals(3_100, report.commonBars());
        assertEquals(0, Objects.requireNonNull(report.differences()).p99Bps());
        assertEquals(report, Json.mapper().readValue(Json.write(report), ComparisonReport.class));
    }

    private static Dataset reversed(Dataset dataset) {
        Dataset out = dataset;
        int n = dataset.size();
        double[] closes = new double[n];
        for (int i = 0; i < n; i++) {
            closes[i] = dataset.price(3, n - 1 - i);
        }
        for (int i = 0; i < n; i++) {
            out = TestBars.with(out, i, 3, closes[i]);
        }
        return out;
    }

    private static List<String> periods(ComparisonReport report) {
        return report.periods().stream()
                .map(p -> p.from().toString().substring(0, 10) + " " + p.offsetSeconds())
                .toList();
    }

    private static Dataset read(String file, String vendor, @Nullable String zone) {
        ZoneId given = zone == null || zone.isEmpty() ? null : ZoneId.of(zone);
        return BarImporter.read(SharedData.file(file), new ImportOptions(Vendor.parse(vendor), null, null, given, null))
                .dataset();
    }
}
