package io.regimen.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an engineer on call reads in the Temporal Web UI. */
class WebUiTextTest {
    private final FakeStore store = new FakeStore();
    private final TestWorkflowEnvironment environment =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Json.dataConverter())
                            .build())
                    .build());

    @BeforeEach
    void start() {
        List.of("GridId", "Market", "ModelType", "Stage", "ModelStatus", "FailureKind")
                .forEach(
                        name -> environment.registerSearchAttribute(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        var worker = environment.newWorker(TaskQueues.CPU);
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
    void details_gridWithAFailedCell_countAndTellHowToFindIt() {
        store.failTraining(2, FailureKind.OUT_OF_MEMORY);
        run("seen", 4);

        assertEquals("""
                completed: 4 cells (3 succeeded, 1 failed, 0 cancelled, 0 skipped or trained before)

                failed cells: list workflows by `GridId="seen" AND (ModelStatus="failed" OR ExecutionStatus="Terminated")`""", details("grid-seen"));
    }

    @Test
    void details_cancelledGrid_countsItsCellsAsCancelled() {
        store.hold(0);
        GridTrainingWorkflow grid = stub("gone");
        WorkflowClient.start(grid::run, GridRequests.withWindow("gone", 3, 1));
        store.awaitTraining(0);
        WorkflowStub.fromTyped(grid).cancel();
        assertThrows(
                WorkflowFailedException.class,
                () -> WorkflowStub.fromTyped(grid).getResult(GridProgress.class));

        assertEquals(
                "cancelled: 3 cells (0 succeeded, 0 failed, 3 cancelled, 0 skipped or trained before)",
                details("grid-gone"));
    }

    @Test
    void details_failedCell_tellKindAndReason() {
        store.failTraining(0, FailureKind.MISSING_DATA);
        run("cells", 2);

        String failed = details("grid-cells/m/0");
        assertTrue(failed.startsWith("cell 0: cell 0\n\nrun 0 failed, MISSING_DATA: "), failed);
        assertEquals("cell 1: cell 1\n\nrun 1 succeeded", details("grid-cells/m/1"));
    }

    @Test
    void label_showsHyperparametersThatAreNotTheDefault() {
        List<String> labels = GridPlanner.expand(GridRequests.withWindow("labels", 11, 1)).stream()
                .map(CellConfig::label)
                .toList();

        assertEquals("ridge EURUSD/1h h=4 365d lambda=1", labels.getFirst());
        assertEquals("ridge EURUSD/1h h=4 365d", labels.get(9), "10 is the default");
        assertEquals("ridge EURUSD/1h h=4 365d lambda=11", labels.get(10));
    }

    private void run(String name, int cells) {
        stub(name).run(GridRequests.withWindow(name, cells, 4));
    }

    private GridTrainingWorkflow stub(String name) {
        return environment
                .getWorkflowClient()
                .newWorkflowStub(
                        GridTrainingWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.CPU)
                                .setWorkflowId(GridRequest.workflowId(name))
                                .build());
    }

    private String details(String workflowId) {
        return environment
                .getWorkflowClient()
                .newUntypedWorkflowStub(workflowId)
                .query("__temporal_workflow_metadata", WorkflowMetadata.class)
                .getCurrentDetails();
    }
}
