package io.regimen.deploy.bench;

import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.step.DatasetStore;
import io.regimen.activities.step.PollingWorker;
import io.regimen.activities.step.Provenance;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.role.Sql;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Progress;
import io.regimen.deploy.verify.Verification;
import io.regimen.workflows.GridProgress;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.GridTrainingWorkflow;
import io.regimen.workflows.Json;
import io.regimen.workflows.KeepStreams;
import io.regimen.workflows.ModelType;
import io.regimen.workflows.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Grids of cells on simulated bars, on the servers of a folder of their own. The share of each part in the wall time
 * of a cell follows from Little's law: a cell stays {@code window x wall / cells}; what its activities do not account for
 * is orchestration, waiting included.
 */
public final class GridBench {
    private static final long SEED = 3;
    private static final int WARM_UP = 60;

    private final Settings settings;
    private final Progress progress;
    private final Load load;

    /**
     * What cells do.
     *
     * @param model that each trains
     * @param bars of the dataset, of which at most ten years are used; two fifths are evaluated
     * @param horizon in bars
     * @param window cells open at a time
     * @param slots activities at a time
     */
    public record Load(ModelType model, int bars, int horizon, int window, int slots) {}

    /** @param settings of the folder whose servers are used; they are started and stopped */
    public GridBench(Settings settings, Progress progress, Load load) {
        this.settings = settings;
        this.progress = progress;
        this.load = load;
    }

    /**
     * Milliseconds of wall time per cell, and where they go.
     *
     * @param insertMs part of databaseMs: backtests and their line in the ledger
     */
    public record Row(
            int cells,
            double wallMs,
            double trainMs,
            double backtestMs,
            double databaseMs,
            double insertMs,
            double orchestrationMs,
            double cellsPerSecond,
            double appCpuMs,
            double temporalCpuMs,
            double postgresCpuMs,
            long appPeakMib,
            long temporalPeakMib,
            long postgresPeakMib,
            int violations) {}

    /** Runs a grid of each size, after a small one that warms up the JVM. */
    public List<Row> run(List<Integer> sizes) throws Exception {
        try (Servers servers = Servers.start(settings, progress);
                PollingWorker _ = servers.worker(load.slots())) {
            progress.step(load.slots() + " activity slots, window " + load.window());
            return run(sizes, servers);
        }
    }

    private List<Row> run(List<Integer> sizes, Servers servers) {
        Backend backend = servers.backend();
        WorkflowClient client = servers.client();
        ActivityTimes times = servers.times();
        Dataset bars = SimulatedMarket.generate(SimulationSpec.hourly("BENCHUSD", load.bars(), SEED));
        backend.get(DatasetStore.class).add(bars, Provenance.simulated(), null);
        long seed = System.nanoTime();
        grid(client, request(load, "warm-up", WARM_UP, seed, KeepStreams.LEADERS));
        List<Row> rows = new ArrayList<>();
        for (int size : sizes) {
            seed++;
            times.clear();
            Servers.Usage before = servers.usage();
            progress.step("grid of " + size + " cells");
            long start = System.nanoTime();
            GridProgress end = grid(client, request(load, "cells-" + size, size, seed, KeepStreams.LEADERS));
            double wall = (System.nanoTime() - start) / 1e6;
            int violations =
                    new Verification(backend, client).run(Instant.now()).size();
            if (end.ended().succeeded() != size) {
                throw new IllegalStateException("not every cell succeeded: " + end);
            }
            double databaseInBacktests = backtestDatabaseMs(backend, size);
            rows.add(row(size, wall, databaseInBacktests, times, servers.usage().since(before), violations));
        }
        return rows;
    }

    private Row row(
            int size, double wall, double inBacktests, ActivityTimes times, Servers.Usage usage, int violations) {
        double perCell = 1.0 / size / Math.min(load.window(), size);
        double train = times.millis("Train") * perCell;
        double backtest = (times.millis("Backtest") - inBacktests) * perCell;
        double database =
                (times.millis("Claim") + times.millis("Judge") + times.millis("Finish") + inBacktests) * perCell;
        return new Row(
                size,
                wall / size,
                train,
                backtest,
                database,
                inBacktests * perCell,
                wall / size - train - backtest - database,
                size / wall * 1e3,
                usage.appCpuMs() / size,
                usage.temporalCpuMs() / size,
                usage.postgresCpuMs() / size,
                usage.appPeakMib(),
                usage.temporalPeakMib(),
                usage.postgresPeakMib(),
                violations);
    }

    static GridProgress grid(WorkflowClient client, GridRequest request) {
        GridTrainingWorkflow grid = client.newWorkflowStub(
                GridTrainingWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CPU)
                        .setWorkflowId(GridRequest.workflowId(String.valueOf(request.name())))
                        .build());
        return grid.run(request);
    }

    /** Cells that differ in the penalty of their model. */
    static GridRequest request(Load load, String name, int cells, long seed, KeepStreams keepStreams) {
        List<Double> lambdas =
                IntStream.range(0, cells).mapToObj(i -> 1 + i * 0.01).toList();
        Map<String, Object> request = Map.of(
                "name", name,
                "model_types", List.of(load.model()),
                "symbols", List.of("BENCHUSD"),
                "base_timeframes", List.of("1h"),
                "days_history", List.of(3650),
                "horizons", List.of(load.horizon()),
                "model_params", Map.of(load.model(), Map.of("lambda", lambdas)),
                "seed", seed,
                "execution", Map.of("window", load.window(), "keep_streams", keepStreams),
                "created_by", "bench");
        return Json.mapper().convertValue(request, GridRequest.class);
    }

    /** What the backtest activities of the newest runs spent in the database, all together. */
    private static double backtestDatabaseMs(Backend backend, int runs) {
        return 1e3
                * new Sql(backend)
                        .number("select sum(database_duration_seconds) from (select database_duration_seconds from "
                                + "training_runs order by id desc limit " + runs + ") newest");
    }
}
