package io.regimen.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GridWorkflowTest {
    private final FakeStore store = new FakeStore();
    private final TestWorkflowEnvironment environment = environment();

    private static TestWorkflowEnvironment environment() {
        TestWorkflowEnvironment env = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Json.dataConverter())
                        .build())
                .build());
        List.of("GridId", "Market", "ModelType", "Stage", "ModelStatus", "FailureKind")
                .forEach(name -> env.registerSearchAttribute(
                        name, io.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        return env;
    }

    @BeforeEach
    void start() {
        Worker worker = environment.newWorker(TaskQueues.CPU);
        worker.registerWorkflowImplementationTypes(
                GridTrainingWorkflowImpl.class, GridRangeWorkflowImpl.class, ModelWorkflowImpl.class);
        worker.registerActivitiesImplementations(store);
        environment.start();
    }

    @AfterEach
    void stop() {
        environment.close();
    }

    @Test
    void run_smallGrid_endsEveryCellOnce() {
        GridProgress end = grid("small").run(GridRequests.named("small", 7));

        assertEquals(new Tally(7, 0, 0, 0), end.ended());
        assertEquals("completed", end.state());
        assertEquals(List.of("train 0", "backtest 0", "judge 0", "finish 0"), store.stepsOf(0));
        replay("grid-small", GridTrainingWorkflowImpl.class);
        replay("grid-small/m/3", ModelWorkflowImpl.class);
    }

    @Test
    void run_largeGrid_worksThroughRangesAndSkipsTrainedOnes() {
        store.alreadyTrained = 250;
        GridProgress end = grid("large").run(GridRequests.named("large", 620));

        assertEquals(new Tally(370, 250, 0, 0), end.ended());
        assertTrue(store.stepsOf(250).contains("finish 250"));
        assertEquals(List.of(), store.stepsOf(249));
        replay("grid-large", GridTrainingWorkflowImpl.class);
        replay("grid-large/r/500", GridRangeWorkflowImpl.class);
    }

    @Test
    void run_badInput_failsWithTheMendingHint() {
        WorkflowFailedException failure =
                assertThrows(WorkflowFailedException.class, () -> grid("bad").run(GridRequests.named("bad", 0)));

        ApplicationFailure reason = assertInstanceOf(ApplicationFailure.class, failure.getCause());
        assertEquals("BAD_INPUT", reason.getType());
        assertTrue(reason.getOriginalMessage().contains("Give at least one value"), reason::getMessage);
    }

    @Test
    void run_idThatIsNotTheNames_isRefused() {
        WorkflowFailedException failure =
                assertThrows(WorkflowFailedException.class, () -> grid("other").run(GridRequests.named("mine", 1)));

        assertTrue(assertInstanceOf(ApplicationFailure.class, failure.getCause())
                .getOriginalMessage()
                .contains("grid-mine"));
    }

    @Test
    void run_failingCell_isCountedAndTheGridGoesOn() {
        store.failTraining(2, FailureKind.OUT_OF_MEMORY);
        GridProgress end = grid("oom").run(GridRequests.named("oom", 4));

        assertEquals(new Tally(3, 0, 1, 0), end.ended());
        assertEquals(FailureKind.OUT_OF_MEMORY, store.failureOf(2));
    }

    @Test
    void run_stepThatKeepsFailing_isRetriedUntilItSucceeds() {
        store.failBacktests(1, 5);
        GridProgress end = grid("retry").run(GridRequests.named("retry", 2));

        assertEquals(new Tally(2, 0, 0, 0), end.ended());
    }

    @Test
    void retryFailed_whileRunning_healsCellsWhoseCauseIsGone() {
        store.failTraining(1, FailureKind.MISSING_DATA);
        store.hold(3);
        GridTrainingWorkflow grid = grid("heal");
        WorkflowClient.start(grid::run, GridRequests.named("heal", 4));
        store.awaitTraining(3);
        store.healTraining(1);
        grid.retryFailed();
        store.release(3);

        GridProgress end = WorkflowStub.fromTyped(grid).getResult(GridProgress.class);
        assertEquals(new Tally(4, 0, 0, 0), end.ended());
    }

    @Test
    void run_storeThatIsFull_pausesTheGridUntilThereIsRoom() {
        store.failTraining(1, FailureKind.NO_SPACE);
        GridTrainingWorkflow grid = grid("full");
        WorkflowClient.start(grid::run, GridRequests.withWindow("full", 6, 2));
        store.awaitTraining(1);
        environment.sleep(Duration.ofHours(30));

        assertEquals("paused", grid.progress().state());
        assertEquals("paused: injected", store.markedState());
        assertNull(store.statusOf(1));
        assertEquals(List.of(), store.stepsOf(5));
        grid.resume();
        environment.sleep(Duration.ofMinutes(1));
        assertEquals("paused", grid.progress().state(), "there is still no room");

        store.healTraining(1);
        GridProgress end = WorkflowStub.fromTyped(grid).getResult(GridProgress.class);
        assertEquals(new Tally(6, 0, 0, 0), end.ended());
        assertEquals("running", store.markedState());
        replay("grid-full", GridTrainingWorkflowImpl.class);
        replay("grid-full/m/1", ModelWorkflowImpl.class);
    }

    @Test
    void cancel_ofACellThatWaitsForSpace_letsTheOthersGoOn() {
        store.failTraining(0, FailureKind.NO_SPACE);
        GridTrainingWorkflow grid = grid("full");
        WorkflowClient.start(grid::run, GridRequests.withWindow("full", 3, 1));
        store.awaitTraining(0);
        environment.sleep(Duration.ofMinutes(1));
        environment.getWorkflowClient().newUntypedWorkflowStub("grid-full/m/0").cancel();

        GridProgress end = WorkflowStub.fromTyped(grid).getResult(GridProgress.class);
        assertEquals(new Tally(2, 0, 0, 1), end.ended());
    }

    @Test
    void pause_stopsNewCellsAndResumeGoesOn() {
        store.hold(0);
        GridTrainingWorkflow grid = grid("pause");
        WorkflowClient.start(grid::run, GridRequests.withWindow("pause", 5, 1));
        store.awaitTraining(0);
        grid.pause();
        store.release(0);
        environment.sleep(Duration.ofMinutes(10));

        assertEquals(1, grid.progress().ended().total());
        assertTrue(grid.progress().paused());
        assertEquals("paused", store.markedState());
        grid.resume();
        assertEquals(
                5,
                WorkflowStub.fromTyped(grid)
                        .getResult(GridProgress.class)
                        .ended()
                        .succeeded());
        assertEquals("running", store.markedState());
    }

    @Test
    void setWindow_outOfBounds_isRefusedAndTheOldOneIsReturned() {
        store.hold(0);
        GridTrainingWorkflow grid = grid("window");
        WorkflowClient.start(grid::run, GridRequests.withWindow("window", 2, 1));
        store.awaitTraining(0);

        assertEquals(1, grid.setWindow(2));
        assertThrows(io.temporal.client.WorkflowUpdateException.class, () -> grid.setWindow(0));
        store.awaitTraining(1);
        store.release(0);
        assertEquals(
                2,
                WorkflowStub.fromTyped(grid)
                        .getResult(GridProgress.class)
                        .ended()
                        .succeeded());
    }

    @Test
    void skipCells_leavesOutWhatHasNotStarted() {
        store.hold(0);
        GridTrainingWorkflow grid = grid("skip");
        WorkflowClient.start(grid::run, GridRequests.withWindow("skip", 4, 1));
        store.awaitTraining(0);
        grid.skipCells(List.of(2, 3));
        store.release(0);

        assertEquals(
                new Tally(2, 2, 0, 0),
                WorkflowStub.fromTyped(grid).getResult(GridProgress.class).ended());
    }

    @Test
    void cancel_endsRunningTrainingAndCancelsTheRest() {
        store.hold(0);
        GridTrainingWorkflow grid = grid("cancel");
        WorkflowClient.start(grid::run, GridRequests.withWindow("cancel", 3, 1));
        store.awaitTraining(0);
        WorkflowStub.fromTyped(grid).cancel();

        WorkflowFailedException failure = assertThrows(
                WorkflowFailedException.class,
                () -> WorkflowStub.fromTyped(grid).getResult(GridProgress.class));
        assertInstanceOf(CanceledFailure.class, failure.getCause());
        assertEquals(CellStatus.CANCELLED, store.statusOf(0));
        assertEquals(CellStatus.CANCELLED, store.statusOf(2));
        assertEquals(1, store.finishedGrids());
    }

    @Test
    void searchAttributes_tellWhatAModelIs() {
        grid("attributes").run(GridRequests.named("attributes", 1));

        var attributes = environment
                .getWorkflowClient()
                .newUntypedWorkflowStub("grid-attributes/m/0")
                .describe()
                .getTypedSearchAttributes();
        assertEquals("attributes", attributes.get(SearchAttributeKey.forKeyword("GridId")));
        assertEquals("done", attributes.get(SearchAttributeKey.forKeyword("Stage")));
        assertEquals("succeeded", attributes.get(SearchAttributeKey.forKeyword("ModelStatus")));
    }

    private GridTrainingWorkflow grid(String name) {
        return environment
                .getWorkflowClient()
                .newWorkflowStub(
                        GridTrainingWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.CPU)
                                .setWorkflowId(GridRequest.workflowId(name))
                                .build());
    }

    private void replay(String workflowId, Class<?> implementation) {
        try (TestWorkflowEnvironment fresh = environment()) {
            WorkflowReplayer.replayWorkflowExecution(
                    environment.getWorkflowClient().fetchHistory(workflowId), fresh, implementation);
        } catch (Exception e) {
            throw new AssertionError("history of " + workflowId + " does not replay", e);
        }
    }
}
