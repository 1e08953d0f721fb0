package io.regimen.deploy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.activities.feature.Features;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.model.Vector;
import io.regimen.deploy.bench.FeatureBench.Row;
import io.regimen.deploy.terminal.Progress;
import io.regimen.workflows.Preprocessing;
import io.regimen.workflows.Timeframe;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured is the right thing; how long it takes is nobody's business here. */
class FeatureBenchTest {
    @TempDir
    private Path folder;

    private FeatureBench bench(int bars) {
        return new FeatureBench(new Progress(new PrintWriter(new StringWriter())), folder, bars, 0, 1);
    }

    @Test
    void importing_simulatedBars_readsThemAll() throws Exception {
        Row row = bench(10).importing(null, 500);
        assertEquals("import", row.part());
        assertEquals(500, row.rows());
        assertEquals(row.seconds() * 1e9 / 500 / row.columns(), row.nsPerValue(), 1e-6);
        assertTrue(row.allocatedMib() > 0 && row.peakHeapMib() > 0, row::toString);
    }

    @Test
    void features_everyPart_hasItsRow() throws Exception {
        List<Row> rows = bench(800).features();
        assertEquals(
                List.of("reference_loop", "same_features", "catalogue", "append", "stream", "write_file", "read_file"),
                rows.stream().map(Row::part).toList());
        assertEquals(1, rows.getFirst().timesReference());
        assertNotNull(rows.get(1).timesReference());
        assertEquals(800, rows.getLast().rows());
        assertEquals(rows.get(2).columns(), rows.getLast().columns());
    }

    /** Otherwise the two would not be comparable: the same columns, and the same numbers once start values are forgotten. */
    @Test
    void referenceLoop_computesWhatTheCatalogueDoes() {
        Bars bars = SimulatedMarket.generate(SimulationSpec.hourly("BENCHUSD", 2500, 1))
                .bars();
        TreeMap<String, List<Timeframe>> timeframes = new TreeMap<>();
        ReferenceLoop.INDICATORS.forEach(name -> timeframes.put(name, List.of(Timeframe.H1)));
        FeatureSet set =
                Features.compute(bars, new FeatureSpec(Timeframe.H1, timeframes, List.of(), Preprocessing.defaults()));
        Map<String, Vector> reference = ReferenceLoop.columns(bars, List.of(Timeframe.H1));

        assertEquals(13, reference.size());
        reference.forEach((name, column) -> {
            int at = set.names().indexOf(name);
            assertTrue(at >= 0, () -> name + " is not in " + set.names());
            for (int t = 2000; t < 2500; t++) {
                double expected = set.values().get(t, at);
                if (!Double.isNaN(expected)) {
                    assertEquals(expected, column.get(t), 1e-6 * (1 + Math.abs(expected)), name + " at " + t);
                }
            }
        });
    }
}
