package io.regimen.deploy.command;

import io.regimen.deploy.bench.GridBench;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Terminal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures. */
@Command(
        name = "bench",
        description = "Measure this machine; prints a table.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = BenchCommand.Grid.class)
public final class BenchCommand {
    private static final List<String> COLUMNS = List.of(
            "cells",
            "wall_ms",
            "train_ms",
            "backtest_ms",
            "database_ms",
            "orchestration_ms",
            "cells_per_second",
            "app_cpu_ms",
            "temporal_cpu_ms",
            "postgres_cpu_ms",
            "app_peak_mib",
            "temporal_peak_mib",
            "postgres_peak_mib",
            "violations");

    /** Grids of ridge cells. */
    @Command(
            name = "grid",
            description =
                    "Grids of ridge cells on 5,000 simulated bars, each cell with 3 members and 135 configurations on validation and test. Milliseconds are per cell.")
    static final class Grid implements Callable<Integer> {
        @Mixin
        private Terminal terminal = new Terminal();

        @Option(names = "--cells", split = ",", defaultValue = "100,1000", description = "Sizes of the grids.")
        private List<Integer> cells = List.of();

        @Option(names = "--window", defaultValue = "8", description = "Cells open at a time.")
        private int window;

        @Option(names = "--slots", defaultValue = "8", description = "Activities at a time.")
        private int slots;

        @Override
        public Integer call() throws Exception {
            List<GridBench.Row> rows = new GridBench(settings(), terminal.progress(), window, slots).run(cells);
            terminal.rows(rows, COLUMNS);
            return rows.stream().allMatch(row -> row.violations() == 0) ? 0 : 1;
        }
    }

    /** A folder and ports of its own, so that no history of the user's is mixed with that of a benchmark. */
    private static Settings settings() {
        Settings own = Settings.load();
        Map<String, String> environment = new HashMap<>();
        environment.put("REGIMEN_HOME", own.in("bench").toString());
        environment.put("REGIMEN_TEMPORAL_PORT", Integer.toString(own.temporal().port() + 1000));
        environment.put(
                "REGIMEN_TEMPORAL_UI_PORT", Integer.toString(own.temporal().uiPort() + 1000));
        environment.put("REGIMEN_PG_PORT", Integer.toString(own.database().port() + 1000));
        environment.put(
                "REGIMEN_S3_PORT", Integer.toString(own.store().endpoint().getPort() + 1000));
        environment.put("REGIMEN_API_PORT", Integer.toString(own.api().port() + 1000));
        return Settings.load(environment);
    }
}
