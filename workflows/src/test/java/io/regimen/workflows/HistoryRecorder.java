package io.regimen.workflows;

import io.regimen.workflows.leader.LeaderChange;
import io.regimen.workflows.leader.LeaderChangeWorkflow;
import io.regimen.workflows.leader.LeaderChangeWorkflowImpl;
import io.regimen.workflows.leader.LeaderPolicyRequest;
import io.regimen.workflows.leader.LeaderPolicyWorkflow;
import io.regimen.workflows.leader.LeaderPolicyWorkflowImpl;
import io.regimen.workflows.regime.BuiltInRegimes;
import io.regimen.workflows.regime.RegimeTestRequest;
import io.regimen.workflows.regime.RegimeTestWorkflow;
import io.regimen.workflows.regime.RegimeTestWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/**
 * Writes the histories that {@link StoredHistoryTest} replays, from workflows over {@link FakeStore}, {@link FakeRejudgements},
 * {@link FakeStorage}, {@link FakeRegimeTests} and {@link FakeLeaders} on a real server. Not a test: its name keeps it out of the test command. Run it when a scenario is added; histories that are there stay, for
 * they stand for the workflows that are open while a worker is replaced.
 *
 * <pre>{@code
 * temporal server start-dev --headless --port 7999 $(printf -- '--search-attribute %s=Keyword ' \
 *     GridId Market ModelType Stage ModelStatus FailureKind)
 * mvn test -pl workflows -Dtest=HistoryRecorder -Dregimen.temporal=127.0.0.1:7999
 * }</pre>
 */
class HistoryRecorder {
    private static final Path FOLDER = Path.of("src/test/resources/histories");

    private final FakeStore store = new FakeStore();
    private final FakeRejudgements rejudgements = new FakeRejudgements(5);
    private final FakeStorage storage = new FakeStorage();
    private final WorkflowClient client = WorkflowClient.newInstance(
            WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(Objects.requireNonNull(
                            System.getProperty("regimen.temporal"), "name a Temporal server with -Dregimen.temporal"))
                    .build()),
            options());

    private static WorkflowClientOptions options() {
        // neither host nor process of the machine that recorded
        return WorkflowClientOptions.newBuilder()
                .setDataConverter(Json.dataConverter())
                .setIdentity("recorder")
                .build();
    }

    @Test
    void small() {
        record(() -> {
            grid("small").run(GridRequests.withWindow("small", 3, 2));
            save("grid-small", "grid-small");
            save("grid-small/m/1", "model-succeeded");
        });
    }

    @Test
    void badInput() {
        record(() -> {
            ends(start("bad-input", GridRequests.named("bad-input", 0)));
            save("grid-bad-input", "grid-bad-input");
        });
    }

    @Test
    void failedCell() {
        record(() -> {
            store.failTraining(1, FailureKind.OUT_OF_MEMORY);
            store.failBacktests(2, 2);
            grid("failing").run(GridRequests.named("failing", 3));
            save("grid-failing", "grid-failed-cell");
            save("grid-failing/m/1", "model-failed");
            save("grid-failing/m/2", "model-retried-backtest");
        });
    }

    @Test
    void retryFailed() {
        record(() -> {
            store.failTraining(1, FailureKind.MISSING_DATA);
            store.hold(3);
            GridTrainingWorkflow grid = start("healing", GridRequests.named("healing", 4));
            store.awaitTraining(3);
            until(() -> store.failureOf(1) != null);
            store.healTraining(1);
            grid.retryFailed();
            store.release(3);
            ends(grid);
            save("grid-healing", "grid-retry-failed");
        });
    }

    @Test
    void steered() {
        record(() -> {
            store.hold(0);
            GridTrainingWorkflow grid = start("steered", GridRequests.withWindow("steered", 5, 1));
            store.awaitTraining(0);
            grid.pause();
            until(() -> grid.progress().paused());
            grid.skipCells(List.of(3));
            until(() -> store.statusOf(3) == CellStatus.SKIPPED);
            grid.setWindow(2);
            grid.resume();
            until(() -> !grid.progress().paused());
            store.release(0);
            ends(grid);
            save("grid-steered", "grid-paused-skipped-window");
            save("grid-steered/m/3", "model-skipped");
        });
    }

    @Test
    void cancelled() {
        record(() -> {
            store.hold(0);
            GridTrainingWorkflow grid = start("cancelled", GridRequests.withWindow("cancelled", 3, 1));
            store.awaitTraining(0);
            WorkflowStub.fromTyped(grid).cancel();
            ends(grid);
            save("grid-cancelled", "grid-cancelled");
            save("grid-cancelled/m/0", "model-cancelled");
        });
    }

    /** Two ranges with 3 and 30 open cells: enough for one report of progress. */
    @Test
    void ranges() {
        record(() -> {
            store.alreadyTrained = 247;
            store.hold(255);
            GridTrainingWorkflow grid = start("ranges", GridRequests.withWindow("ranges", 280, 8));
            store.awaitTraining(255);
            grid.pause();
            until(() -> grid.progress().paused());
            grid.setWindow(10);
            grid.resume();
            until(() -> !grid.progress().paused());
            store.release(255);
            ends(grid);
            save("grid-ranges", "grid-ranges");
            save("grid-ranges/r/0", "range-small");
            save("grid-ranges/r/250", "range-paused-progress");
        });
    }

    @Test
    void rangesCancelled() {
        record(() -> {
            store.alreadyTrained = 249;
            store.hold(251);
            GridTrainingWorkflow grid = start("ranges-cancelled", GridRequests.withWindow("ranges-cancelled", 255, 2));
            store.awaitTraining(251);
            WorkflowStub.fromTyped(grid).cancel();
            ends(grid);
            save("grid-ranges-cancelled", "grid-ranges-cancelled");
            save("grid-ranges-cancelled/r/250", "range-cancelled");
        });
    }

    @Test
    void rejudged() {
        rejudgements.alreadyJudged = 1;
        rejudgements.failBacktest(2, FailureKind.CORRUPT_FILE);
        rejudgements.failJudge(3, 1);
        record(() -> {
            rejudgement("again").run(RejudgeRequests.named("again", 2));
            save("rejudge-again", "rejudge-failed-run");
        });
    }

    @Test
    void rejudgementCancelled() {
        rejudgements.hold(1);
        record(() -> {
            RejudgeWorkflow rejudgement = rejudgement("cancelled");
            WorkflowClient.start(rejudgement::run, RejudgeRequests.named("cancelled", 1));
            rejudgements.awaitStart(1);
            WorkflowStub.fromTyped(rejudgement).cancel();
            ends(WorkflowStub.fromTyped(rejudgement));
            save("rejudge-cancelled", "rejudge-cancelled");
        });
    }

    @Test
    void curves() {
        record(() -> {
            for (int config = 0; config < 2; config++) {
                CurveRequest request = new CurveRequest(7, "e".repeat(64), config, CurveSegment.TEST);
                CurveWorkflow curve = client.newWorkflowStub(
                        CurveWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.CPU)
                                .setWorkflowId(request.workflowId())
                                .build());
                WorkflowClient.start(curve::run, request);
                ends(WorkflowStub.fromTyped(curve));
                save(request.workflowId(), config == 0 ? "curve" : "curve-refused");
            }
        });
    }

    @Test
    void swept() {
        storage.failures.set(1);
        record(() -> {
            sweep(SweepRequest.WORKFLOW_ID).run(SweepRequest.defaults("recorder"));
            save(SweepRequest.WORKFLOW_ID, "sweep-retried-delete");
        });
    }

    @Test
    void sweepRefused() {
        storage.refusal = "these are hardly the tables of this store";
        record(() -> {
            StorageSweepWorkflow sweep = sweep("storage-sweep-refused");
            WorkflowClient.start(sweep::run, new SweepRequest(true, 60, 120, 180, "recorder", Map.of()));
            ends(WorkflowStub.fromTyped(sweep));
            save("storage-sweep-refused", "sweep-refused");
        });
    }

    @Test
    void checked() {
        record(() -> {
            String id = StorageCheckKind.VERIFY.workflowId();
            client.newWorkflowStub(StorageCheckWorkflow.class, options(id))
                    .run(new StorageCheckRequest(StorageCheckKind.VERIFY, 0, 0, "recorder", Map.of()));
            save(id, "check-verify");
        });
    }

    @Test
    void regimesTried() {
        record(() -> {
            for (String dataset : List.of(FakeRegimeTests.KNOWN, "0".repeat(64))) {
                RegimeTestWorkflow trial =
                        client.newWorkflowStub(RegimeTestWorkflow.class, options("regimes-test-" + dataset));
                WorkflowClient.start(trial::run, RegimeTestRequest.of(BuiltInRegimes.literal(), dataset));
                ends(WorkflowStub.fromTyped(trial));
                save(
                        "regimes-test-" + dataset,
                        dataset.equals(FakeRegimeTests.KNOWN) ? "regimes-test" : "regimes-test-refused");
            }
        });
    }

    @Test
    void spaceAwaited() {
        record(() -> {
            store.failTraining(1, FailureKind.NO_SPACE);
            GridTrainingWorkflow grid = start("space", GridRequests.withWindow("space", 3, 2));
            until(() -> grid.progress().paused());
            store.healTraining(1);
            ends(grid);
            save("grid-space", "grid-waits-for-space");
            save("grid-space/m/1", "model-waits-for-space");
        });
    }

    @Test
    void leadersChanged() {
        record(() -> {
            for (long run : List.of(FakeLeaders.KNOWN, 8L)) {
                LeaderChange change = request(LeaderChange.class, """
                        {"action": "promote", "symbol": "EURUSD", "timeframe": "1h", "regime": "default@1/calm_ranging",
                         "run": %d, "reason": "for the record", "created_by": "recorder"}""".formatted(run));
                LeaderChangeWorkflow workflow =
                        client.newWorkflowStub(LeaderChangeWorkflow.class, options(change.workflowId()));
                WorkflowClient.start(workflow::run, change);
                ends(WorkflowStub.fromTyped(workflow));
                save(change.workflowId(), run == FakeLeaders.KNOWN ? "leader-change" : "leader-change-refused");
            }
            client.newWorkflowStub(LeaderPolicyWorkflow.class, options("leaders-policy"))
                    .run(request(LeaderPolicyRequest.class, """
                            {"min_trades": 50, "reason": "for the record", "created_by": "recorder"}"""));
            save("leaders-policy", "leader-policy");
        });
    }

    private static <T> T request(Class<T> type, String json) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StorageSweepWorkflow sweep(String id) {
        return client.newWorkflowStub(StorageSweepWorkflow.class, options(id));
    }

    private static WorkflowOptions options(String id) {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.CPU)
                .setWorkflowId(id)
                .build();
    }

    private RejudgeWorkflow rejudgement(String name) {
        return client.newWorkflowStub(
                RejudgeWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CPU)
                        .setWorkflowId(RejudgeRequest.workflowId(name))
                        .build());
    }

    private void record(Runnable scenario) {
        WorkerFactory factory = WorkerFactory.newInstance(client);
        Worker worker = factory.newWorker(TaskQueues.CPU);
        worker.registerWorkflowImplementationTypes(
                GridTrainingWorkflowImpl.class,
                GridRangeWorkflowImpl.class,
                ModelWorkflowImpl.class,
                RejudgeWorkflowImpl.class,
                CurveWorkflowImpl.class,
                StorageSweepWorkflowImpl.class,
                StorageCheckWorkflowImpl.class,
                RegimeTestWorkflowImpl.class,
                LeaderChangeWorkflowImpl.class,
                LeaderPolicyWorkflowImpl.class);
        worker.registerActivitiesImplementations(
                store, rejudgements, new FakeCurves(), storage, new FakeRegimeTests(), new FakeLeaders());
        factory.start();
        try {
            scenario.run();
        } finally {
            factory.shutdownNow();
            client.getWorkflowServiceStubs().shutdownNow();
        }
    }

    private GridTrainingWorkflow grid(String name) {
        return client.newWorkflowStub(
                GridTrainingWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CPU)
                        .setWorkflowId(GridRequest.workflowId(name))
                        .build());
    }

    private GridTrainingWorkflow start(String name, GridRequest request) {
        GridTrainingWorkflow grid = grid(name);
        WorkflowClient.start(grid::run, request);
        return grid;
    }

    /** Waits for the end, whichever it is: the history tells. */
    private static void ends(GridTrainingWorkflow grid) {
        ends(WorkflowStub.fromTyped(grid));
    }

    private static void ends(WorkflowStub workflow) {
        try {
            workflow.getResult(Object.class);
        } catch (WorkflowFailedException e) {
            System.Logger log = System.getLogger(HistoryRecorder.class.getName());
            log.log(System.Logger.Level.INFO, "ended with {0}", e.getCause());
        }
    }

    private void save(String workflowId, String file) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve(file + ".json"),
                    client.fetchHistory(workflowId).toJson(true).stripTrailing() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void until(BooleanSupplier condition) {
        for (int i = 0; i < 1500 && !condition.getAsBoolean(); i++) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        if (!condition.getAsBoolean()) {
            throw new AssertionError("what should be recorded did not happen");
        }
    }
}
