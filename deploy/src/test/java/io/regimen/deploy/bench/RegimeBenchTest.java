package io.regimen.deploy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.terminal.Progress;
import io.regimen.workflows.regime.BuiltInRegimes;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegimeBenchTest {
    private static final Progress SILENT = new Progress(new PrintWriter(Writer.nullWriter()));

    private final RegimeBench bench = new RegimeBench(SILENT, 4_000, 1, BuiltInRegimes.all());

    /** Nobody beats the one who knows the parameters, and long regimes are told better than short ones. */
    @Test
    void run_theFilterIsTheCeiling() {
        List<RegimeBench.Row> rows = bench.run(List.of(60, 500));
        assertEquals(6, rows.size());
        for (int i = 0; i < rows.size(); i += 3) {
            double ceiling = rows.get(i).accuracy();
            assertTrue(rows.get(i + 1).accuracy() < ceiling, rows::toString);
            assertTrue(rows.get(i + 2).accuracy() < ceiling, rows::toString);
        }
        assertTrue(rows.get(0).accuracy() > 0.6 && rows.get(0).accuracy() < 0.8, rows::toString);
        assertTrue(rows.get(3).accuracy() > 0.8, rows::toString);
        assertEquals(rows, bench.run(List.of(60, 500)), "the same seeds give the same numbers");
    }

    /** The examples tell more than the rules, and less than the one who knows. */
    @Test
    void run_theExampleDetectorsTellMoreThanTheRules() {
        List<RegimeBench.Row> rows = new RegimeBench(SILENT, 24_000, 1, RegimeBench.allSets()).run(List.of(250));
        assertEquals(
                List.of(RegimeBench.CEILING, "default@1", "literal@1", "markov@1", "jump@1"),
                rows.stream().map(RegimeBench.Row::detector).toList());
        for (RegimeBench.Row detector : rows.subList(3, 5)) {
            assertTrue(detector.accuracy() > rows.get(1).accuracy(), rows::toString);
            assertTrue(detector.accuracy() < rows.get(0).accuracy(), rows::toString);
        }
    }

    @Test
    void new_refusesMarketsThatAreAllLookedBackOn() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> new RegimeBench(SILENT, 20_000, 1, RegimeBench.allSets()));
        assertEquals("the first 10500 bars are looked back on: give at least 21000", refused.getMessage());
    }

    @Test
    void withoutTrends_theDefaultsKeepTheirNominalRateAndTheLiteralRulesHaveNone() {
        for (RegimeBench.NullRow row : bench.withoutTrends()) {
            assertTrue(
                    row.regimes().equals("default@1") ? row.trending() < 0.36 : row.trending() > 0.36, row::toString);
        }
    }

    @Test
    void replaced_keepsThePageAndWritesTheLastSectionAnew() {
        RegimeBenchPage.Results results = new RegimeBenchPage.Results(
                10,
                1,
                3,
                List.of(
                        new RegimeBench.Row(60, "default@1", 0.5, 0.25, null, 1),
                        new RegimeBench.Row(60, "best", 0.84, 0.25, 3.0, 0),
                        new RegimeBench.Row(250, "best", 0.85, 0.25, 3.0, 0)),
                List.of(new RegimeBench.NullRow("walk", "default@1", 0.3)),
                List.of(new RegimeBench.TimeRow("default@1", 41.6)));
        String once = RegimeBenchPage.replaced("# Regimes\n\nText.\n", results);
        assertTrue(once.startsWith("# Regimes\n\nText.\n\n## Measured\n\n"), once);
        assertTrue(once.contains("| 60 | default@1 | 50.0 % | 25.0 % | - | 100.0 % |\n"), once);
        assertTrue(once.contains("| walk | default@1 | 30.0 % |\n"), once);
        assertTrue(once.contains("""
                It is reached by: best, where regimes last 250 bars.
                At none of these lengths by: default@1.
                Where regimes last 60 bars, nobody reaches it.
                """), once);
        assertTrue(once.endsWith("| default@1 | 42 |\n"), once);
        assertEquals(once, RegimeBenchPage.replaced(once, results));
    }
}
