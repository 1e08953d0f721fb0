package io.regimen.deploy.command;

import io.regimen.activities.artifact.ObjectStore;
import io.regimen.deploy.bench.BacktestBench;
import io.regimen.deploy.bench.FeatureBench;
import io.regimen.deploy.bench.GridBench;
import io.regimen.deploy.bench.HonestyBench;
import io.regimen.deploy.bench.HonestyPage;
import io.regimen.deploy.bench.ModelBench;
import io.regimen.deploy.bench.SweepBench;
import io.regimen.deploy.role.Connections;
import io.regimen.deploy.role.StoreRole;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Terminal;
import io.regimen.workflows.EvidenceRules;
import io.regimen.workflows.Json;
import io.regimen.workflows.ModelType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures. */
@Command(
        name = "bench",
        description = "Measure this machine; prints a table.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchCommand.Grid.class,
            BenchCommand.Features.class,
            BenchCommand.Backtest.class,
            BenchCommand.Honesty.class,
            BenchCommand.Sweep.class,
            RejudgeBenchCommand.class,
            JudgeBenchCommand.class
        })
public final class BenchCommand {
    private static final List<String> COLUMNS = List.of(
            "cells",
            "wall_ms",
            "train_ms",
            "backtest_ms",
            "database_ms",
            "insert_ms",
            "orchestration_ms",
            "cells_per_second",
            "app_cpu_ms",
            "temporal_cpu_ms",
            "postgres_cpu_ms",
            "app_peak_mib",
            "temporal_peak_mib",
            "postgres_peak_mib",
            "violations");

    private static final List<String> FEATURE_COLUMNS = List.of(
            "part",
            "rows",
            "columns",
            "seconds",
            "cpu_seconds",
            "goal_seconds",
            "ns_per_value",
            "times_reference",
            "rows_per_second",
            "allocated_mib",
            "peak_heap_mib");

    private static final List<String> BACKTEST_COLUMNS = List.of(
            "path",
            "threads",
            "models",
            "bars",
            "seconds",
            "ns_per_configuration_bar",
            "backtests_per_second",
            "bytes_allocated",
            "times_plain",
            "bandwidth_gb",
            "floor_bytes",
            "floor_ns",
            "times_floor");

    private static final List<String> MODEL_COLUMNS = List.of(
            "model",
            "threads",
            "bars",
            "features",
            "read_ms",
            "predict_ms",
            "prepare_ms",
            "kernel_ms",
            "baselines_ms",
            "total_ms",
            "goal_ms",
            "allocated_mib");

    private static final List<String> HONESTY_COLUMNS = List.of(
            "name",
            "knowledge",
            "edge",
            "cost_bps",
            "grids",
            "proven",
            "proven_share",
            "naive",
            "naive_share",
            "leaders",
            "proven_leaders",
            "mean_score");

    private static final List<String> SWEEP_COLUMNS =
            List.of("sweep", "artifacts", "objects", "deleted", "seconds", "goal_seconds");

    /** Grids of ridge cells. */
    @Command(
            name = "grid",
            description =
                    "Grids of cells on simulated bars, each cell with 3 members and 135 configurations on validation and test. Milliseconds are per cell; with one window and one slot those of an activity alone.")
    static final class Grid implements Callable<Integer> {
        @Mixin
        private Terminal terminal = new Terminal();

        @Option(names = "--cells", split = ",", defaultValue = "100,1000", description = "Sizes of the grids.")
        private List<Integer> cells = List.of();

        @Option(names = "--window", defaultValue = "8", description = "Cells open at a time.")
        private int window;

        @Option(names = "--slots", defaultValue = "8", description = "Activities at a time.")
        private int slots;

        @Option(names = "--model", defaultValue = "ridge", description = "Model that each cell trains.")
        private String model = "";

        @Option(names = "--bars", defaultValue = "5000", description = "Bars, of which cells evaluate two fifths.")
        private int bars;

        @Option(names = "--horizon", defaultValue = "6", description = "Horizon in bars.")
        private int horizon;

        @Override
        public Integer call() throws Exception {
            List<GridBench.Row> rows = new GridBench(
                            settings(),
                            terminal.progress(),
                            new GridBench.Load(
                                    Json.mapper().convertValue(model, ModelType.class), bars, horizon, window, slots))
                    .run(cells);
            terminal.rows(rows, COLUMNS);
            return rows.stream().allMatch(row -> row.violations() == 0) ? 0 : 1;
        }
    }

    /** Bars and features. */
    @Command(
            name = "features",
            description =
                    "Import of bid and ask bars, the full catalogue of features on four timeframes, beside a plain reference loop, and feature sets written and read. Each part runs once to warm up; the table shows medians. Values are those of the table's columns times rows.")
    static final class Features implements Callable<Integer> {
        @Mixin
        private Terminal terminal = new Terminal();

        @Option(names = "--bars", defaultValue = "60000", description = "Bars of 15 minutes that features are made of.")
        private int bars;

        @Option(names = "--import-bars", defaultValue = "75000", description = "Bars of an hour that are imported.")
        private int importBars;

        @Option(
                names = "--data",
                paramLabel = "FILE",
                description = "Import this LEAN zip of bid and ask bars instead of simulated ones.")
        private @Nullable Path data;

        @Option(names = "--repeat", defaultValue = "3", description = "Runs of each part that are counted.")
        private int repeats;

        @Override
        public Integer call() throws Exception {
            Settings settings = settings();
            Path folder = Files.createDirectories(settings.in("features"));
            FeatureBench bench = new FeatureBench(terminal.progress(), folder, bars, 1, repeats);
            List<FeatureBench.Row> rows = new ArrayList<>();
            rows.add(bench.importing(data, importBars));
            rows.addAll(bench.features());
            try (AutoCloseable _ = new StoreRole().start(settings);
                    ObjectStore store = Connections.store(settings.store())) {
                store.createBucketIfMissing();
                rows.addAll(bench.store(store));
                terminal.rows(rows, FEATURE_COLUMNS);
            }
            return 0;
        }
    }

    /** The internal loop. */
    @Command(
            name = "backtest",
            description =
                    "The 135 default configurations of many models: the kernel's vector and scalar path beside a plain loop and the machine's memory bandwidth; then what the backtest activity of one ridge and one xgboost model computes, in milliseconds. The full size is --models 32 --bars 100000.")
    static final class Backtest implements Callable<Integer> {
        @Mixin
        private Terminal terminal = new Terminal();

        @Option(names = "--models", defaultValue = "4", description = "Models that are judged.")
        private int models;

        @Option(names = "--bars", defaultValue = "50000", description = "Bars that each is judged on.")
        private int bars;

        @Option(names = "--threads", split = ",", defaultValue = "1,2", description = "Numbers of threads.")
        private List<Integer> threads = List.of();

        @Option(names = "--model-bars", defaultValue = "24000", description = "Bars of the two trained models.")
        private int modelBars;

        @Option(names = "--repeat", defaultValue = "3", description = "Runs of each part that are counted.")
        private int repeats;

        @Override
        public Integer call() throws Exception {
            List<BacktestBench.Row> rows = new BacktestBench(terminal.progress(), models, bars, repeats).run(threads);
            List<ModelBench.Row> parts = new ModelBench(terminal.progress(), modelBars, 5, 5 * repeats).run(threads);
            terminal.rows(rows, BACKTEST_COLUMNS);
            terminal.rows(parts, MODEL_COLUMNS);
            return 0;
        }
    }

    /** Evidence. */
    @Command(
            name = "honesty",
            description =
                    "How often pure noise gets a PROVEN leader, and how often a planted edge does: grids of 16 ridge cells on simulated walks, without servers. Prints a table and writes a page.")
    static final class Honesty implements Callable<Integer> {
        @Mixin
        private Terminal terminal = new Terminal();

        @Option(names = "--walks", defaultValue = "200", description = "Grids without an edge.")
        private int walks;

        @Option(names = "--planted", defaultValue = "40", description = "Grids at each size of a planted edge.")
        private int planted;

        @Option(
                names = "--edges",
                split = ",",
                defaultValue = "1,2,3,4",
                description = "Sharpe ratios of one who knows the edge.")
        private List<Double> edges = List.of();

        @Option(names = "--threads", defaultValue = "2", description = "Grids at a time.")
        private int threads;

        @Option(names = "--seed", defaultValue = "1", description = "Same seed, same walks.")
        private long seed;

        @Option(names = "--page", paramLabel = "FILE", description = "Where to write the page.")
        private Path page = Path.of("deploy", "docs", "honesty.md");

        @Override
        public Integer call() throws Exception {
            Path folder = page.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw CommandException.usage("There is no folder for " + page
                        + ". Run the command in the folder of the project, or say where with --page.");
            }
            List<HonestyBench.Row> rows = new HonestyBench(
                            terminal.progress(), walks, planted, threads, seed, EvidenceRules.defaults())
                    .run(edges);
            String command = "deploy/regimen bench honesty --walks " + walks + " --planted " + planted + " --edges "
                    + String.join(",", edges.stream().map(String::valueOf).toList()) + " --seed " + seed;
            Files.writeString(page, HonestyPage.of(rows, command));
            terminal.rows(rows, HONESTY_COLUMNS);
            return 0;
        }
    }

    /** Storage. */
    @Command(
            name = "sweep",
            description =
                    "Sweeps over many artifacts with small objects: with nothing to do, with a tenth to give up and delete and a hundredth of orphans, and with all the others to delete.")
    static final class Sweep implements Callable<Integer> {
        @Mixin
        private Terminal terminal = new Terminal();

        @Option(names = "--artifacts", defaultValue = "10000", description = "Artifacts with an object each.")
        private int artifacts;

        @Override
        public Integer call() throws Exception {
            terminal.rows(new SweepBench(settings(), terminal.progress(), artifacts).run(), SWEEP_COLUMNS);
            return 0;
        }
    }

    /** A folder and ports of its own, so that no history of the user's is mixed with that of a benchmark. */
    static Settings settings() {
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
