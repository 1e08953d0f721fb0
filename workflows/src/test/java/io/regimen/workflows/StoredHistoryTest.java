package io.regimen.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.leader.LeaderChangeWorkflowImpl;
import io.regimen.workflows.leader.LeaderPolicyWorkflowImpl;
import io.regimen.workflows.regime.RegimeTestWorkflowImpl;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Histories recorded on a real server by earlier code replay with the present code: a new worker can take over the grids
 * that are open. Where a test fails, put the change behind {@code Workflow.getVersion}; a history is never re-recorded to
 * make it pass.
 */
class StoredHistoryTest {
    private static final Path FOLDER = Path.of("src/test/resources/histories");

    /** Files in the folder; {@link HistoryRecorder} writes them. */
    private static final int RECORDED = 30;

    static List<Path> histories() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @Test
    void histories_areAllThereAndCoverEveryWorkflow() throws IOException {
        Set<String> types = histories().stream()
                .map(StoredHistoryTest::read)
                .map(history -> started(history).getWorkflowType().getName())
                .collect(Collectors.toSet());

        assertEquals(RECORDED, histories().size());
        assertEquals(
                Set.of(
                        "GridTrainingWorkflow",
                        "GridRangeWorkflow",
                        "ModelWorkflow",
                        "RejudgeWorkflow",
                        "CurveWorkflow",
                        "StorageSweepWorkflow",
                        "StorageCheckWorkflow",
                        "RegimeTestWorkflow",
                        "LeaderChangeWorkflow",
                        "LeaderPolicyWorkflow"),
                types);
    }

    @ParameterizedTest
    @MethodSource("histories")
    void history_replaysWithPresentCode(Path file) throws Exception {
        replay(
                file,
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
    }

    @Test
    void history_otherOrderOfSteps_isNoticed() {
        RuntimeException failure = assertThrows(
                RuntimeException.class,
                () -> replay(FOLDER.resolve("model-succeeded.json"), BacktestsBeforeTraining.class));

        assertTrue(String.valueOf(failure.getMessage()).contains("[TMPRL1100]"), failure::toString);
    }

    /** The mistake that this test is for. */
    public static class BacktestsBeforeTraining implements ModelWorkflow {
        @Override
        public CellResult run(ModelInput input) {
            Workflow.setCurrentDetails(input.label());
            Claim claim = Steps.cell(input, "claim").claim(input.gridId(), input.index());
            RunRef run = new RunRef(claim.runId() == null ? 0 : claim.runId(), input.gridId(), input.index());
            Workflow.upsertTypedSearchAttributes(Steps.STAGE.valueSet("backtest"));
            Steps.backtest(input).backtest(run);
            Steps.train(input).train(run);
            return CellResult.of(input.index(), CellStatus.SUCCEEDED);
        }

        @Override
        public Stage stage() {
            return Stage.CLAIM;
        }
    }

    private static void replay(Path file, Class<?> implementation, Class<?>... others) throws Exception {
        try (TestWorkflowEnvironment environment =
                TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                        .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                                .setDataConverter(Json.dataConverter())
                                .build())
                        .build())) {
            WorkflowReplayer.replayWorkflowExecution(read(file), environment, implementation, others);
        }
    }

    /** With the id under which it ran, which grids check. */
    private static WorkflowExecutionHistory read(Path file) {
        try {
            String json = Files.readString(file);
            return WorkflowExecutionHistory.fromJson(
                    json, started(WorkflowExecutionHistory.fromJson(json)).getWorkflowId());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static WorkflowExecutionStartedEventAttributes started(WorkflowExecutionHistory history) {
        return history.getEvents().getFirst().getWorkflowExecutionStartedEventAttributes();
    }
}
