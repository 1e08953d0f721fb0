package io.regimen.activities.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.feature.Walks;
import io.regimen.activities.market.Bars;
import io.regimen.workflows.Json;
import io.regimen.workflows.Timeframe;
import io.regimen.workflows.regime.BuiltInRegimes;
import io.regimen.workflows.regime.RegimeReport;
import io.regimen.workflows.regime.RegimeVersion;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RegimeTesterTest {
    private static final double UP = Math.log(1.1);

    /** Closes 1, 1.1, 1.21, 1.1, 1, 1, 1.1: by hand. */
    @Test
    void test_countsByHand() {
        RegimeVersion version = RegimeSets.of("""
                {"name": "steps", "regimes": [
                  {"name": "up", "rule": {"returns": {"is": "> 0.01", "window": 1}}},
                  {"name": "moving", "rule": {"not": {"and": [{"returns": {"is": "< 0.01", "window": 1}},
                                                            {"returns": {"is": "> -0.01", "window": 1}}]}}}]}
                """);
        double[] closes = {1, 1.1, 1.21, 1.1, 1, 1, 1.1};
        Bars.Builder bars = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < closes.length; i++) {
            bars.add(3600L * i, closes[i], closes[i], closes[i], closes[i], 0, 0);
        }
        RegimeReport report = RegimeTester.test(bars.build(), version, "d", "EURUSD/1h");

        assertEquals(1, report.lookBack());
        assertEquals(
                List.of("steps@1/up", "steps@1/moving", "steps@1/unclassified"),
                report.states().stream().map(RegimeReport.State::name).toList());
        RegimeReport.State up = report.states().get(0);
        assertEquals(3, up.bars());
        assertEquals(2, up.episodes());
        assertEquals(1.5, up.meanDwell());
        assertEquals(1.5, up.medianDwell());
        assertEquals(3 / 7.0, up.ruleShare());
        // after 1.1 comes 1.21, after 1.21 comes 1.1, after the last bar nothing
        assertEquals(0, Objects.requireNonNull(up.meanReturnBps()), 1e-9);
        assertEquals(1e4 * UP * Math.sqrt(2), Objects.requireNonNull(up.volatilityBps()), 1e-6);
        RegimeReport.State moving = report.states().get(1);
        assertEquals(2, moving.bars());
        assertEquals(5 / 7.0, moving.ruleShare());
        // up, up, moving, moving, none, up
        assertEquals(
                List.of(List.of(0.5, 0.5, 0.0), List.of(0.0, 0.5, 0.5), List.of(1.0, 0.0, 0.0)), report.transitions());
        assertEquals(List.of(List.of(0.5, 0.5), List.of(0.5, 5 / 6.0)), report.overlaps());
        assertEquals(
                List.of(0L, 3600L, 10_800L, 18_000L, 21_600L), report.changes().seconds());
        assertEquals(List.of(2, 0, 1, 2, 0), report.changes().states());
        assertEquals(3, report.defaults().size());
        assertEquals(
                List.of(
                        "steps@1/up and steps@1/moving overlap on 50.0 % of the bars, which count for the former.",
                        "28.6 % of the bars belong to no regime: nothing leads there."),
                report.warnings());
    }

    @Test
    void test_ofTheDefaultsAddsUp() {
        RegimeReport report = RegimeTester.test(Walks.hourly(60_000, 1), BuiltInRegimes.defaults(), "d", "EURUSD/1h");
        assertEquals(
                60_000,
                report.states().stream().mapToInt(RegimeReport.State::bars).sum());
        report.transitions()
                .forEach(row -> assertEquals(
                        1, row.stream().mapToDouble(Double::doubleValue).sum(), 1e-12));
        int episodes =
                report.states().stream().mapToInt(RegimeReport.State::episodes).sum();
        assertEquals(episodes, report.changes().states().size() + report.changesLeftOut());
        assertEquals(List.of(), report.warnings());
        assertEquals(List.of(), report.defaults());
        assertTrue(Json.write(report).length() < 500_000, "it must fit into a message");
    }

    @Test
    void test_aDatasetShorterThanTheLookBackIsSaid() {
        RegimeReport report = RegimeTester.test(Walks.hourly(100, 2), BuiltInRegimes.defaults(), "d", "EURUSD/1h");
        assertTrue(report.warnings().getFirst().startsWith("the rules look back 520 bars and the dataset has 100"));
    }

    @Test
    void test_aSpreadWithoutQuotesIsSaid() {
        RegimeReport report =
                RegimeTester.test(Walks.hourly(100, 3), RegimeSets.rule("{\"spread\": \"> 1\"}"), "d", "EURUSD/1h");
        assertEquals(
                "one@1/holds: its rule is known on no bar; the dataset does not have what it measures.",
                report.warnings().getFirst());
    }
}
