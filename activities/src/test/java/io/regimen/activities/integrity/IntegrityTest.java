package io.regimen.activities.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.regimen.activities.integrity.IntegrityReport.BadPrices;
import io.regimen.activities.integrity.IntegrityReport.Coverage;
import io.regimen.activities.integrity.IntegrityReport.Gap;
import io.regimen.activities.integrity.IntegrityReport.Outlier;
import io.regimen.activities.integrity.IntegrityReport.Run;
import io.regimen.activities.integrity.IntegrityReport.Spreads;
import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.GapRepair;
import io.regimen.activities.market.TestBars;
import io.regimen.activities.market.TradingCalendar;
import io.regimen.workflows.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Planted faults, one at a time. */
class IntegrityTest {
    private static final Dataset WALK = TestBars.hours("2020-01-06T00:00:00Z", 3000, TradingCalendar.FX);

    @Test
    void inspect_cleanWalk_findsNothing() {
        IntegrityReport report = Integrity.inspect(WALK);
        int n = WALK.size();
        assertEquals(new Coverage(n, n, n, 0, 0, 0, 1), report.coverage());
        assertEquals(List.of(), report.gaps().largest());
        assertEquals(0, report.prices().mid());
        assertNull(report.spreads());
        assertEquals(0, report.outliers().count());
        assertEquals(0, report.stale().runs());
        assertTrue(report.volume().known());
        assertEquals(0, report.volume().zeroBars());
    }

    @Test
    void inspect_gaps_countsWhatTheMarketWouldHave() {
        // the week ends with bar 117: bars 116 and 117 and the first two of the next week are one gap of four
        Dataset holed = TestBars.without(WALK, 10, 20, 21, 22, 116, 117, 118, 119);
        IntegrityReport report = Integrity.inspect(holed);
        assertEquals(2, report.gaps().small());
        assertEquals(1, report.gaps().large());
        assertEquals(8, report.coverage().missing());
        assertEquals((WALK.size() - 8) / (double) WALK.size(), report.coverage().share());
        assertEquals(
                List.of(
                        new Gap(
                                Instant.parse("2020-01-10T20:00:00Z"),
                                Instant.parse("2020-01-13T00:00:00Z"),
                                52,
                                4,
                                false),
                        new Gap(
                                Instant.parse("2020-01-06T20:00:00Z"),
                                Instant.parse("2020-01-06T23:00:00Z"),
                                3,
                                3,
                                false),
                        new Gap(
                                Instant.parse("2020-01-06T10:00:00Z"),
                                Instant.parse("2020-01-06T11:00:00Z"),
                                1,
                                1,
                                false)),
                report.gaps().largest());
    }

    /** Filling in does not make a dataset look better than it is. */
    @Test
    void inspect_repairedBars_countAsMissing() {
        Dataset holed = TestBars.without(WALK, 10, 20, 21, 22);
        IntegrityReport before = Integrity.inspect(holed);
        IntegrityReport after = Integrity.inspect(GapRepair.HOLD.apply(holed));
        assertEquals(4, after.coverage().repaired());
        assertEquals(before.coverage().missing(), after.coverage().missing());
        assertEquals(before.coverage().share(), after.coverage().share());
        assertEquals(before.gaps(), after.gaps());
        assertEquals(before.outliers(), after.outliers());
        assertEquals(0, after.volume().zeroBars());
        assertEquals(0, after.stale().runs());
    }

    @Test
    void inspect_badPrices_areListedWithTheirSide() {
        Dataset bad = TestBars.with(TestBars.with(WALK, 7, 1, 0.5), 9, 3, Double.NaN);
        assertEquals(2, Integrity.inspect(bad).prices().mid());
        double[][] bids = new double[30][];
        Arrays.fill(bids, new double[] {2, 2.5, 1.5, 2});
        Dataset quoted = TestBars.with(TestBars.quoted("2020-01-06T00:00:00Z", bids), 3, 6, 2.3);
        IntegrityReport report = Integrity.inspect(quoted);
        assertEquals(0, report.prices().mid());
        assertEquals(0, report.prices().bid());
        assertEquals(1, report.prices().ask());
        assertEquals(
                List.of(new BadPrices(Instant.parse("2020-01-06T03:00:00Z"), "ask", 2.25, 2.75, 2.3, 2.25)),
                report.prices().first());
    }

    @Test
    void inspect_spike_isReportedAndKept() {
        // two percent on bar 1000: twenty standard deviations of an hour, and all bars after it stay there
        Dataset jumped = TestBars.scaledFrom(WALK, 1000, 1.02);
        IntegrityReport report = Integrity.inspect(jumped);
        assertEquals(1, report.outliers().count());
        Outlier spike = report.outliers().largest().getFirst();
        assertEquals(Instant.ofEpochSecond(WALK.time(1000)), spike.time());
        assertEquals(Math.log(jumped.price(3, 1000) / jumped.price(3, 999)), spike.logReturn());
        assertEquals(20, spike.score(), 8);
        assertNull(spike.confirmed());
        assertEquals(WALK.size(), jumped.size());
    }

    /** A second dataset five hours behind has the move, one without it contradicts, one without the bar does not know. */
    @Test
    void inspect_secondDataset_confirmsByItsOwnClock() {
        Dataset jumped = TestBars.scaledFrom(WALK, 1000, 1.02);
        long behind = -5 * 3600;
        assertEquals(true, confirmed(jumped, TestBars.shifted(jumped, behind, 3)));
        assertEquals(false, confirmed(jumped, TestBars.shifted(WALK, behind, 3)));
        assertNull(confirmed(jumped, TestBars.without(TestBars.shifted(jumped, behind, 3), 999)));
    }

    private static @Nullable Boolean confirmed(Dataset dataset, Dataset second) {
        ComparisonReport comparison = Comparison.of(dataset, second);
        assertEquals(18_000, comparison.offset().seconds());
        IntegrityReport.Outliers outliers =
                Integrity.inspect(dataset, second, comparison).outliers();
        assertEquals(1, outliers.count());
        Boolean confirmed = outliers.largest().getFirst().confirmed();
        assertEquals(Boolean.TRUE.equals(confirmed) ? 1 : 0, outliers.confirmed());
        assertEquals(Boolean.FALSE.equals(confirmed) ? 1 : 0, outliers.contradicted());
        return confirmed;
    }

    @Test
    void inspect_spreads_reportsNegativeAbsurdAndConstant() {
        double[][] bids = new double[240][];
        Arrays.fill(bids, new double[] {100, 101, 99, 100});
        Dataset quoted = TestBars.quoted("2020-01-06T00:00:00Z", bids);
        for (int i = 0; i < bids.length; i++) {
            // spreads of 0.2 to 0.3 that never repeat, but for 30 bars
            double spread = i >= 100 && i < 130 ? 0.25 : 0.2 + 0.1 * (i % 97) / 97;
            quoted = TestBars.with(quoted, i, 7, 100 + spread);
        }
        quoted = TestBars.with(quoted, 50, 7, 104);
        quoted = TestBars.with(quoted, 60, 4, 99.9, 7, 99.5);
        Spreads spreads = Objects.requireNonNull(Integrity.inspect(quoted).spreads());
        assertEquals(1, spreads.negativeAtOpen());
        assertEquals(1, spreads.negativeAtClose());
        assertEquals(25, Objects.requireNonNull(spreads.medianBps()), 0.5);
        assertEquals(1, spreads.absurd());
        assertEquals(
                Instant.ofEpochSecond(quoted.time(50)),
                spreads.largest().getFirst().time());
        assertEquals(1e4 * 4 / 102, spreads.largest().getFirst().spreadBps(), 1e-9);
        assertEquals(30, spreads.constantBars());
        assertEquals(
                List.of(new Run(Instant.ofEpochSecond(quoted.time(100)), Instant.ofEpochSecond(quoted.time(129)), 30)),
                spreads.constantRuns());
    }

    @Test
    void inspect_standingPrices_areStale() {
        Dataset stale = WALK;
        for (int i = 41; i < 41 + 4; i++) {
            stale = TestBars.with(
                    stale, i, 0, WALK.price(0, 40), 1, WALK.price(1, 40), 2, WALK.price(2, 40), 3, WALK.price(3, 40));
        }
        IntegrityReport report = Integrity.inspect(stale);
        assertEquals(1, report.stale().runs());
        assertEquals(5, report.stale().bars());
        assertEquals(
                List.of(new Run(Instant.ofEpochSecond(WALK.time(40)), Instant.ofEpochSecond(WALK.time(44)), 5)),
                report.stale().longest());
    }

    @Test
    void inspect_noVolume_isNoFaultOfTheBars() {
        IntegrityReport report = Integrity.inspect(TestBars.shifted(WALK, 0, 0));
        assertFalse(report.volume().known());
        assertEquals(0, report.volume().zeroBars());
        assertEquals(List.of(), report.volume().longest());
    }

    /** However bad the data, the report stays small, and it survives its way through JSON. */
    @Test
    void inspect_everythingBad_listsTheWorst() throws JsonProcessingException {
        Dataset bad = TestBars.without(
                WALK, IntStream.range(0, WALK.size()).filter(i -> i % 7 == 3).toArray());
        for (int i = 0; i < 200; i++) {
            bad = TestBars.with(bad, 7 * i + 300, 3, 1e3, 1, 1e-3);
        }
        IntegrityReport report = Integrity.inspect(bad);
        assertEquals(200, report.prices().mid());
        assertEquals(Integrity.MAX_LISTED, report.prices().first().size());
        assertTrue(report.outliers().count() > Integrity.MAX_LISTED);
        assertEquals(Integrity.MAX_LISTED, report.outliers().largest().size());
        assertTrue(report.gaps().small() > Integrity.MAX_LISTED);
        assertEquals(Integrity.MAX_LISTED, report.gaps().largest().size());
        String json = Json.write(report);
        assertTrue(json.length() < 40_000, json.length() + " characters");
        assertTrue(json.contains("\"calendar\":\"fx\"") && json.contains("\"missing_before\":"), json);
        assertEquals(report, Json.mapper().readValue(json, IntegrityReport.class));
    }
}
