package io.regimen.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RejudgeWorkflowTest {
    private final FakeRejudgements store = new FakeRejudgements(6);
    private final TestWorkflowEnvironment environment = environment();

    private static TestWorkflowEnvironment environment() {
        TestWorkflowEnvironment env = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Json.dataConverter())
                        .build())
                .build());
        SearchAttributeNames.ALL.forEach(name -> env.registerSearchAttribute(
                name, io.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        return env;
    }

    @BeforeEach
    void start() {
        Worker worker = environment.newWorker(TaskQueues.CPU);
        worker.registerWorkflowImplementationTypes(RejudgeWorkflowImpl.class);
        worker.registerActivitiesImplementations(store);
        environment.start();
    }

    @AfterEach
    void stop() {
        environment.close();
    }

    @Test
    void run_judgesEveryRunOnce_andLeavesOutWhatWasJudgedBefore() throws Exception {
        store.alreadyJudged = 2;
        store.judgedMeanwhile = 3;

        RejudgeProgress end = rejudgement("again").run(RejudgeRequests.named("again", 2));

        assertEquals(new RejudgeTally(3, 3, 0, 0, 0), end.ended());
        assertEquals("completed", end.state());
        assertEquals(List.of(), store.stepsOf(0));
        assertEquals(List.of("backtest", "judge"), store.stepsOf(2));
        assertEquals(List.of("backtest"), store.stepsOf(3));
        assertTrue(store.mostOpen() <= 2, "the window holds");
        try (TestWorkflowEnvironment fresh = environment()) {
            WorkflowReplayer.replayWorkflowExecution(
                    environment.getWorkflowClient().fetchHistory("rejudge-again"), fresh, RejudgeWorkflowImpl.class);
        }
    }

    @Test
    void run_failingRun_isCountedWithItsReasonAndEnded() {
        store.failBacktest(1, FailureKind.CORRUPT_FILE);

        RejudgeProgress end = rejudgement("failing").run(RejudgeRequests.named("failing", 4));

        assertEquals(new RejudgeTally(5, 0, 0, 1, 0), end.ended());
        assertEquals(List.of("backtest", "end"), store.stepsOf(1));
        assertEquals(RejudgeResult.failed(1, FailureKind.CORRUPT_FILE, "injected"), store.resultOf(1));
    }

    @Test
    void run_judgeThatKeepsFailing_isRetriedUntilItSucceeds() {
        store.failJudge(2, 5);

        assertEquals(
                new RejudgeTally(6, 0, 0, 0, 0),
                rejudgement("retry").run(RejudgeRequests.named("retry", 4)).ended());
    }

    @Test
    void cancel_endsWhatRunsAndCancelsTheRest() {
        store.hold(1);
        RejudgeWorkflow rejudgement = rejudgement("cancel");
        WorkflowClient.start(rejudgement::run, RejudgeRequests.named("cancel", 1));
        store.awaitStart(1);
        assertEquals(1, rejudgement.progress().ended().judged());
        WorkflowStub.fromTyped(rejudgement).cancel();

        WorkflowFailedException failure = assertThrows(
                WorkflowFailedException.class,
                () -> WorkflowStub.fromTyped(rejudgement).getResult(RejudgeProgress.class));

        assertInstanceOf(CanceledFailure.class, failure.getCause());
        assertEquals(List.of("backtest", "end"), store.stepsOf(1));
        assertEquals(List.of(), store.stepsOf(2));
        assertEquals(RejudgeStatus.JUDGED, assertNotNullResult(0).status());
        assertEquals(RejudgeStatus.CANCELLED, assertNotNullResult(5).status());
        assertEquals("cancelled", rejudgement.progress().state());
    }

    @Test
    void run_badInputOrAnotherId_isRefused() {
        assertRefused(
                "nothing new",
                () -> rejudgement("bad").run(RejudgeRequests.of("bad", null, null, null, null)),
                "new terms");
        assertRefused("another id", () -> rejudgement("other").run(RejudgeRequests.named("mine", 1)), "rejudge-mine");
    }

    private static void assertRefused(String what, Runnable call, String reason) {
        WorkflowFailedException failure = assertThrows(WorkflowFailedException.class, call::run, what);
        ApplicationFailure cause = assertInstanceOf(ApplicationFailure.class, failure.getCause());
        assertEquals("BAD_INPUT", cause.getType());
        assertTrue(cause.getOriginalMessage().contains(reason), cause::getOriginalMessage);
    }

    private RejudgeResult assertNotNullResult(int position) {
        RejudgeResult result = store.resultOf(position);
        assertNotNull(result);
        return result;
    }

    private RejudgeWorkflow rejudgement(String name) {
        return environment
                .getWorkflowClient()
                .newWorkflowStub(
                        RejudgeWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(TaskQueues.CPU)
                                .setWorkflowId(RejudgeRequest.workflowId(name))
                                .build());
    }
}
