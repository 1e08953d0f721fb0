package io.regimen.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StorageWorkflowTest {
    private final FakeStorage storage = new FakeStorage();
    private final TestWorkflowEnvironment environment =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Json.dataConverter())
                            .build())
                    .build());

    @BeforeEach
    void start() {
        Worker worker = environment.newWorker(TaskQueues.CPU);
        worker.registerWorkflowImplementationTypes(StorageSweepWorkflowImpl.class, StorageCheckWorkflowImpl.class);
        worker.registerActivitiesImplementations(storage);
        environment.start();
    }

    @AfterEach
    void stop() {
        environment.close();
    }

    private static WorkflowOptions options(String id) {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(TaskQueues.CPU)
                .setWorkflowId(id)
                .build();
    }

    private StorageSweepWorkflow sweep() {
        return environment
                .getWorkflowClient()
                .newWorkflowStub(StorageSweepWorkflow.class, options(SweepRequest.WORKFLOW_ID));
    }

    private StorageCheckWorkflow check(StorageCheckKind kind) {
        return environment.getWorkflowClient().newWorkflowStub(StorageCheckWorkflow.class, options(kind.workflowId()));
    }

    @Test
    void sweep_comparesBeforeItGivesUp() {
        SweepReport report = sweep().run(SweepRequest.defaults("test"));
        assertEquals(List.of("begin", "compare", "give up", "delete", "finish"), storage.asked);
        assertEquals(new SweepReport(7, false, 12, List.of()), report);
    }

    @Test
    void sweep_dryRun_addsUpWhatItsStepsWouldDo() {
        SweepReport report = sweep().run(new SweepRequest(true, 0, 0, 0, "test", Map.of()));
        assertEquals(
                List.of("object.deleted 2", "file.given_up 1"),
                report.actions().stream().map(a -> a.action() + " " + a.files()).toList());
    }

    @Test
    void sweep_storeAway_isTriedAgain() {
        storage.failures.set(2);
        sweep().run(SweepRequest.defaults("test"));
        assertEquals(List.of("begin", "compare", "give up", "delete", "delete", "delete", "finish"), storage.asked);
    }

    @Test
    void sweep_refused_endsItsJobAndFails() {
        storage.refusal = "these are not the tables of this store";
        WorkflowFailedException failed =
                assertThrows(WorkflowFailedException.class, () -> sweep().run(SweepRequest.defaults("test")));
        assertEquals(
                List.of("begin", "compare", "fail: these are not the tables of this store"),
                storage.asked,
                failed::toString);
    }

    @Test
    void sweep_limitsOutOfBounds_areRefusedBeforeAnythingHappens() {
        WorkflowFailedException failed = assertThrows(
                WorkflowFailedException.class, () -> sweep().run(new SweepRequest(false, -1, 0, 0, null, Map.of())));
        ApplicationFailure reason = assertInstanceOf(ApplicationFailure.class, failed.getCause());
        assertEquals("grace_seconds: -1 is out of bounds. Use 1 to 31622400.", reason.getOriginalMessage());
        assertEquals(List.of(), storage.asked);
    }

    @Test
    void check_saysWhatItFound() {
        StorageCheckReport report = check(StorageCheckKind.RESTORE_CHECK)
                .run(new StorageCheckRequest(StorageCheckKind.RESTORE_CHECK, 0, 3, "test", Map.of()));
        assertEquals(List.of("begin restore_check", "check"), storage.asked);
        assertEquals(1, report.bad());
        assertEquals("config", report.findings().getFirst().configHash());
    }

    @Test
    void check_ofNoKind_isRefused() {
        assertThrows(
                WorkflowFailedException.class,
                () -> check(StorageCheckKind.VERIFY).run(new StorageCheckRequest(null, 0, 0, null, Map.of())));
        assertEquals(List.of(), storage.asked);
    }
}
