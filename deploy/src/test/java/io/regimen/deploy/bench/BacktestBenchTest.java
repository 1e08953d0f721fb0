package io.regimen.deploy.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.terminal.Progress;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.InferenceGrid;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is measured is the right thing; how long it takes is nobody's business here. */
class BacktestBenchTest {
    private static Progress silent() {
        return new Progress(new PrintWriter(new StringWriter()));
    }

    @Test
    void run_everyPathHasItsRow() throws Exception {
        List<BacktestBench.Row> rows = new BacktestBench(silent(), 2, 1500, 1).run(List.of(1));
        assertEquals("plain", rows.getFirst().path());
        assertEquals("scalar", rows.get(1).path());
        for (BacktestBench.Row row : rows) {
            assertEquals(row.seconds() * 1e9 / row.models() / 135 / 1500, row.nsPerConfigurationBar(), 1e-6);
            assertTrue(row.floorNs() > 0 && row.timesFloor() > 0, row::toString);
        }
    }

    /** Otherwise the two would not be comparable. */
    @Test
    void plainLoop_computesWhatTheKernelDoes() {
        BacktestBench bench = new BacktestBench(silent(), 1, 3000, 1);
        List<InferenceConfig> configs = InferenceGrid.defaults().expand();
        for (int i = 0; i < configs.size(); i += 4) {
            List<List<Double>> both = bench.compared(configs.get(i));
            for (int k = 0; k < both.getFirst().size(); k++) {
                double plain = both.get(0).get(k);
                assertEquals(plain, both.get(1).get(k), 1e-6 * Math.abs(plain) + 1e-12, configs.get(i) + " " + k);
            }
        }
    }
}
