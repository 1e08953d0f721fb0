package io.regimen.deploy.fault;

import io.regimen.activities.artifact.ObjectInfo;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.market.Dataset;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.step.DatasetStore;
import io.regimen.activities.step.Provenance;
import io.regimen.deploy.local.AppProcess;
import io.regimen.deploy.local.PostgresServer;
import io.regimen.deploy.local.TemporalServer;
import io.regimen.deploy.local.TestHome;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.role.Connections;
import io.regimen.deploy.role.Sql;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.verify.Finding;
import io.regimen.deploy.verify.ResultsDigest;
import io.regimen.deploy.verify.Verification;
import io.regimen.workflows.GridProgress;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.GridTrainingWorkflow;
import io.regimen.workflows.Json;
import io.regimen.workflows.StorageCheckKind;
import io.regimen.workflows.StorageCheckReport;
import io.regimen.workflows.StorageCheckRequest;
import io.regimen.workflows.StorageCheckWorkflow;
import io.regimen.workflows.StorageSweepWorkflow;
import io.regimen.workflows.SweepReport;
import io.regimen.workflows.SweepRequest;
import io.regimen.workflows.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assertions;

/**
 * A whole installation of its own: Temporal, PostgreSQL, object store and workers as separate processes that a test may
 * kill, on free ports and in a temporary folder. One serves all fault tests; between them the tables are emptied.
 */
final class Plant implements AutoCloseable {
    static final String GRID = "faults";
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Map<String, String> environment;
    private final Settings settings;
    private final TemporalServer temporal;
    private final PostgresServer postgres;
    private final AppProcess store;
    private final Backend backend;

    Plant(Path home) {
        environment = TestHome.environment(home);
        settings = Settings.load(environment);
        temporal = new TemporalServer(settings);
        postgres = new PostgresServer(settings);
        store = new AppProcess(settings, "store", environment);
        temporal.start(TestHome.silent());
        postgres.start(TestHome.silent());
        store.start(List.of("store"), TestHome.silent());
        backend = Backend.open(settings);
    }

    TemporalServer temporal() {
        return temporal;
    }

    PostgresServer postgres() {
        return postgres;
    }

    Settings settings() {
        return settings;
    }

    /** A worker process; {@code fault} as in InjectedFaults, or empty. */
    AppProcess worker(String name, String fault) {
        return process(name, List.of("worker-cpu"), fault);
    }

    /** A process with these roles. */
    AppProcess process(String name, List<String> roles, String fault) {
        return process(name, roles, Map.of("REGIMEN_FAULT", fault));
    }

    /** A worker whose way to the object store leads through another port. */
    AppProcess workerThrough(int storePort) {
        return worker(Map.of(
                "REGIMEN_S3_ENDPOINT",
                "http://127.0.0.1:" + storePort,
                "REGIMEN_S3_ACCESS_KEY",
                settings.store().accessKey(),
                "REGIMEN_S3_SECRET_KEY",
                settings.store().secretKey().value()));
    }

    /** A worker process with settings of its own. */
    AppProcess worker(Map<String, String> more) {
        return process("worker-cpu", List.of("worker-cpu"), more);
    }

    private AppProcess process(String name, List<String> roles, Map<String, String> more) {
        Map<String, String> own = new HashMap<>(environment);
        own.putAll(more);
        own.put("REGIMEN_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        AppProcess worker = new AppProcess(settings, name, own);
        worker.start(roles, TestHome.silent());
        return worker;
    }

    /** Empties tables and store, forgets faults that struck, and brings the bars in again. */
    void reset() {
        try {
            new Sql(backend).execute("""
                    truncate datasets, feature_sets, training_queue, training_runs, grid_cells, inference_backtests,
                             artifacts, regime_best_models, promotions, trial_ledger, notifications, audit,
                             rejudgements, storage_jobs, stream_ladders, leader_markets cascade""");
            new Sql(backend).execute("delete from leader_policies where id > 1");
            try (var objects = backend.store().list("")) {
                objects.map(ObjectInfo::key).toList().forEach(backend.store()::delete);
            }
            Dataset dataset = SimulatedMarket.generate(SimulationSpec.hourly("SIMUSD", 3000, 11));
            backend.get(DatasetStore.class).add(dataset, Provenance.simulated(), null);
            Path struck = settings.in("faults");
            if (Files.exists(struck)) {
                try (var files = Files.list(struck)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Four cells: two families, two horizons; a lost worker is noticed within two seconds. */
    static final String REQUEST = """
            {"name": "faults", "model_types": ["ridge", "xgboost"], "symbols": ["SIMUSD"],
             "base_timeframes": ["1h"], "days_history": [150], "horizons": [2, 4],
             "model_params": {"xgboost": {"rounds": [15]}}, "seed": 5,
             "execution": {"window": 2, "heartbeat_seconds": 2}, "created_by": "test"}""";

    static GridRequest request() {
        return request(REQUEST);
    }

    static GridRequest request(String json) {
        try {
            return Json.mapper().readValue(json, GridRequest.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client of this plant; close its stubs after use. */
    WorkflowClient client() {
        return Connections.temporal(settings.temporal());
    }

    static GridTrainingWorkflow grid(WorkflowClient client) {
        return client.newWorkflowStub(
                GridTrainingWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CPU)
                        .setWorkflowId(GridRequest.workflowId(GRID))
                        .build());
    }

    void startGrid(GridRequest request) {
        withClient(client -> {
            WorkflowClient.start(grid(client)::run, request);
            return null;
        });
    }

    /** Waits for the grid to end by itself. */
    GridProgress awaitEnd() {
        return withClient(client -> {
            WorkflowStub grid = client.newUntypedWorkflowStub(GridRequest.workflowId(GRID));
            try {
                return grid.getResult(LIMIT.toSeconds(), TimeUnit.SECONDS, GridProgress.class);
            } catch (TimeoutException e) {
                throw new AssertionError("the grid did not end within " + LIMIT, e);
            }
        });
    }

    private static StorageSweepWorkflow sweep(WorkflowClient client, String id) {
        return client.newWorkflowStub(
                StorageSweepWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CPU)
                        .setWorkflowId(id)
                        .build());
    }

    void startSweep(String id, SweepRequest request) {
        withClient(client -> WorkflowClient.start(sweep(client, id)::run, request));
    }

    SweepReport awaitSweep(String id) {
        return withClient(client -> {
            try {
                return client.newUntypedWorkflowStub(id)
                        .getResult(LIMIT.toSeconds(), TimeUnit.SECONDS, SweepReport.class);
            } catch (TimeoutException e) {
                throw new AssertionError("the sweep did not end within " + LIMIT, e);
            }
        });
    }

    StorageCheckReport check(StorageCheckKind kind) {
        return withClient(client -> client.newWorkflowStub(
                        StorageCheckWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.CPU)
                                .setWorkflowId(kind.workflowId())
                                .build())
                .run(new StorageCheckRequest(kind, 0, 0, "test", Map.of())));
    }

    <T> T withClient(java.util.function.Function<WorkflowClient, T> work) {
        WorkflowClient client = client();
        try {
            return work.apply(client);
        } finally {
            client.getWorkflowServiceStubs().shutdownNow();
        }
    }

    /** All results as text; the promises must be kept. */
    List<String> verifiedResults() {
        Assertions.assertEquals(List.of(), findings(Instant.now()));
        return ResultsDigest.lines(backend);
    }

    /** What {@code deploy/regimen verify} would say at a time. */
    List<Finding> findings(Instant now) {
        return withClient(client -> new Verification(backend, client).run(now));
    }

    ObjectStore objects() {
        return backend.store();
    }

    /** A bean of the tables and the store. */
    <T> T get(Class<T> type) {
        return backend.get(type);
    }

    void execute(String sql) {
        new Sql(backend).execute(sql);
    }

    long count(String sql) {
        return (long) new Sql(backend).number(sql);
    }

    List<String> texts(String sql) {
        return new Sql(backend).rows(sql, row -> row.getString(1));
    }

    static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(LIMIT);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not within " + LIMIT + ": " + what);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        backend.close();
        store.stop();
        postgres.stop();
        temporal.stop();
    }
}
