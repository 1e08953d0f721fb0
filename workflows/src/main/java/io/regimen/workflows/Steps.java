package io.regimen.workflows;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.common.RetryOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How workflow code calls its activities, and the search attributes it sets. */
final class Steps {
    static final SearchAttributeKey<String> GRID_ID = SearchAttributeKey.forKeyword("GridId");
    static final SearchAttributeKey<String> MARKET = SearchAttributeKey.forKeyword("Market");
    static final SearchAttributeKey<String> MODEL_TYPE = SearchAttributeKey.forKeyword("ModelType");
    static final SearchAttributeKey<String> STAGE = SearchAttributeKey.forKeyword("Stage");
    static final SearchAttributeKey<String> MODEL_STATUS = SearchAttributeKey.forKeyword("ModelStatus");
    static final SearchAttributeKey<String> FAILURE_KIND = SearchAttributeKey.forKeyword("FailureKind");

    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration GRID_STEP = Duration.ofMinutes(5);

    private Steps() {}

    /**
     * Database steps of a cell: short, so a lost worker is noticed soon. The summary begins with the verb: one page
     * of the Web UI shows it without the name of the step.
     */
    static CellActivities cell(ModelInput input, String summary) {
        return Workflow.newActivityStub(
                CellActivities.class,
                options(input, summary).setStartToCloseTimeout(SHORT).build());
    }

    static TrainActivities train(ModelInput input) {
        return Workflow.newActivityStub(
                TrainActivities.class,
                beating(input, "train " + input.label() + " on " + input.trainQueue())
                        .setTaskQueue(input.trainQueue())
                        .build());
    }

    static BacktestActivities backtest(ModelInput input) {
        return Workflow.newActivityStub(
                BacktestActivities.class,
                beating(input, "backtest " + input.label()).build());
    }

    /** Steps of a grid: planning a large one takes a while. */
    static GridActivities grid(String summary) {
        return Workflow.newActivityStub(
                GridActivities.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CPU)
                        .setStartToCloseTimeout(GRID_STEP)
                        .setRetryOptions(StepEnds.retries())
                        .setSummary(summary)
                        .build());
    }

    /** Asks for as long as it takes; between two questions it holds no worker and adds nothing to the history. */
    static CellActivities space(ModelInput input, String reason) {
        return Workflow.newActivityStub(
                CellActivities.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CPU)
                        .setStartToCloseTimeout(SHORT)
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofSeconds(2))
                                .setMaximumInterval(Duration.ofSeconds(15))
                                .build())
                        .setSummary("wait: " + reason)
                        .build());
    }

    /** Steps of a rejudgement as a whole. */
    static RejudgeActivities rejudgement(String summary) {
        return Workflow.newActivityStub(
                RejudgeActivities.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CPU)
                        .setStartToCloseTimeout(GRID_STEP)
                        .setRetryOptions(StepEnds.retries())
                        .setSummary(summary)
                        .build());
    }

    static RejudgeActivities backtestAgain(RejudgeRun run, Execution execution) {
        return Workflow.newActivityStub(
                RejudgeActivities.class,
                beating(execution, "backtest again " + run.label()).build());
    }

    /** Database steps of a run that is judged again. */
    static RejudgeActivities rejudged(RejudgeRun run, Execution execution, String summary) {
        return Workflow.newActivityStub(
                RejudgeActivities.class,
                options(execution, summary + ", " + run.label())
                        .setStartToCloseTimeout(SHORT)
                        .build());
    }

    /** Whoever asked is waiting: what takes longer than this has failed. */
    static CurveActivities curve(CurveRequest request) {
        return Workflow.newActivityStub(
                CurveActivities.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(TaskQueues.CPU)
                        .setScheduleToCloseTimeout(GRID_STEP)
                        .setHeartbeatTimeout(Duration.ofSeconds(30))
                        .setRetryOptions(StepEnds.retries())
                        .setSummary("curve of run " + request.runId() + ", configuration " + request.configIndex()
                                + ", " + request.segment())
                        .build());
    }

    private static ActivityOptions.Builder beating(ModelInput input, String summary) {
        return beating(input.execution(), summary);
    }

    private static ActivityOptions.Builder beating(Execution execution, String summary) {
        return options(execution, summary)
                .setStartToCloseTimeout(execution.cellLimit())
                .setHeartbeatTimeout(execution.heartbeat())
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED);
    }

    private static ActivityOptions.Builder options(ModelInput input, String summary) {
        return options(input.execution(), summary);
    }

    private static ActivityOptions.Builder options(Execution execution, String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(TaskQueues.CPU)
                .setScheduleToCloseTimeout(execution.cellLimit())
                .setRetryOptions(StepEnds.retries())
                .setSummary(summary);
    }

    /**
     * Whether a step ended because it was cancelled. One that fails on its way to an end that it was told to come to,
     * and would have been tried again otherwise, did so too.
     */
    static boolean isCancelled(RuntimeException failure) {
        if (failure instanceof ActivityFailure step) {
            boolean triedAgain = !(step.getCause() instanceof ApplicationFailure reason)
                    || FailureKind.of(reason.getType()).isRetried();
            return step.getCause() instanceof CanceledFailure
                    || (triedAgain && step.getRetryState() == RetryState.RETRY_STATE_CANCEL_REQUESTED);
        }
        return failure instanceof CanceledFailure;
    }
}
