package io.regimen.deploy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.terminal.Progress;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegimeBenchTest {
    private final RegimeBench bench = new RegimeBench(new Progress(new PrintWriter(Writer.nullWriter())), 4_000, 1);

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

    @Test
    void withoutTrends_theDefaultsKeepTheirNominalRateAndTheLiteralRulesHaveNone() {
        for (RegimeBench.NullRow row : bench.withoutTrends()) {
            assertTrue(
                    row.regimes().equals("default@1") ? row.trending() < 0.36 : row.trending() > 0.36, row::toString);
        }
    }

    @Test
    void replaced_keepsThePageAndWritesTheLastSectionAnew() {
        List<RegimeBench.Row> rows = List.of(new RegimeBench.Row(60, "default@1", 0.5, 0.25, null, 1));
        List<RegimeBench.NullRow> nulls = List.of(new RegimeBench.NullRow("walk", "default@1", 0.3));
        String once = RegimeBenchPage.replaced("# Regimes\n\nText.\n", 10, 1, rows, nulls);
        assertTrue(once.startsWith("# Regimes\n\nText.\n\n## Measured\n\n"), once);
        assertTrue(once.contains("| 60 | default@1 | 50.0 % | 25.0 % | - | 100.0 % |\n"), once);
        assertTrue(once.endsWith("| walk | default@1 | 30.0 % |\n"), once);
        assertEquals(once, RegimeBenchPage.replaced(once, 10, 1, rows, nulls));
    }
}
