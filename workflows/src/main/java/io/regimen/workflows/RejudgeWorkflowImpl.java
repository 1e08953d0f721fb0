package io.regimen.workflows;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window over runs without child workflows: each run is two activities, backtest and judge, and a third if it ends
 * otherwise. The plan refuses more runs than {@link RejudgeRequest#MAX_RUNS}, which keeps the history small without
 * continue-as-new. From the end of its backtests on a run is no longer cancelled but judged.
 */
public class RejudgeWorkflowImpl implements RejudgeWorkflow {
    private final OpenChildren window;
    private RejudgeTally ended = RejudgeTally.NONE;
    private @Nullable PlannedRejudgement plan;
    private @Nullable RejudgeProgress last;

    @WorkflowInit
    public RejudgeWorkflowImpl(RejudgeRequest request) {
        window = new OpenChildren(request.executionOrDefault().window(), false);
    }

    @Override
    public RejudgeProgress run(RejudgeRequest request) {
        check(request);
        PlannedRejudgement planned = plan(request);
        Workflow.upsertTypedSearchAttributes(Steps.STAGE.valueSet("running"));
        boolean cancelled = false;
        try {
            pass(planned);
        } catch (CanceledFailure | ActivityFailure e) {
            cancelled = CancellationScope.current().isCancelRequested();
            if (!cancelled) {
                throw e;
            }
        }
        return finish(planned, cancelled || CancellationScope.current().isCancelRequested());
    }

    private static void check(RejudgeRequest request) {
        StepEnds.check(request.problems());
        String expected = RejudgeRequest.workflowId(String.valueOf(request.name()));
        if (!Workflow.getInfo().getWorkflowId().equals(expected)) {
            throw StepEnds.badInput("the workflow id must be " + expected + " for the rejudgement named "
                    + request.name() + ": it is addressed through it");
        }
    }

    /** Planning is not cancelled half-way: a cancelled rejudgement has a row that says so. */
    private PlannedRejudgement plan(RejudgeRequest request) {
        List<PlannedRejudgement> stored = new ArrayList<>();
        PlannedRejudgement planned = StepEnds.reasoned(() -> {
            Workflow.newDetachedCancellationScope(() -> stored.add(
                            Steps.rejudgement("plan " + request.name()).plan(request)))
                    .run();
            return stored.getFirst();
        });
        plan = planned;
        ended = planned.ended();
        describe();
        return planned;
    }

    private void pass(PlannedRejudgement planned) {
        try {
            for (RejudgeRun run : Steps.rejudgement("runs to judge").pendingRuns(planned)) {
                window.start(
                        () -> Async.function(() -> one(run, planned.execution())),
                        (result, failure) -> ended(result == null ? RejudgeStatus.FAILED : result.status()));
            }
        } finally {
            window.drain();
        }
    }

    private RejudgeResult one(RejudgeRun run, Execution execution) {
        RejudgeResult backtested;
        try {
            backtested = Steps.backtestAgain(run, execution).backtest(run.ref());
        } catch (ActivityFailure | CanceledFailure e) {
            return detached(run, execution, e);
        }
        if (backtested.status().isFinal()) {
            return backtested;
        }
        List<RejudgeResult> judged = new ArrayList<>();
        Workflow.newDetachedCancellationScope(() -> judged.add(judge(run, execution)))
                .run();
        return judged.getFirst();
    }

    private static RejudgeResult judge(RejudgeRun run, Execution execution) {
        try {
            return Steps.rejudged(run, execution, "judge again").judge(run.ref());
        } catch (ActivityFailure e) {
            return end(run, execution, e);
        }
    }

    private static RejudgeResult detached(RejudgeRun run, Execution execution, RuntimeException failure) {
        List<RejudgeResult> last = new ArrayList<>();
        Workflow.newDetachedCancellationScope(() -> last.add(end(run, execution, failure)))
                .run();
        return last.getFirst();
    }

    private static RejudgeResult end(RejudgeRun run, Execution execution, RuntimeException failure) {
        RejudgeResult result = reason(run, execution, failure);
        try {
            return Steps.rejudged(run, execution, "end: " + result.status().text())
                    .end(run.ref(), result);
        } catch (ActivityFailure e) {
            // the row stays open; finishing the rejudgement closes it
            return result;
        }
    }

    /** The one place where exceptions become a reason. */
    private static RejudgeResult reason(RejudgeRun run, Execution execution, RuntimeException failure) {
        int position = run.ref().position();
        if (Steps.isCancelled(failure)) {
            return RejudgeResult.of(position, RejudgeStatus.CANCELLED, null);
        }
        Throwable cause = failure instanceof ActivityFailure ? failure.getCause() : failure;
        return switch (cause) {
            case ApplicationFailure known ->
                RejudgeResult.failed(position, FailureKind.of(known.getType()), known.getOriginalMessage());
            case null, default ->
                RejudgeResult.failed(position, FailureKind.ERROR, "a step did not end within " + execution.cellLimit());
        };
    }

    private void ended(RejudgeStatus status) {
        ended = ended.plus(status);
        describe();
    }

    private RejudgeProgress finish(PlannedRejudgement planned, boolean cancelled) {
        List<RejudgeProgress> counted = new ArrayList<>();
        Workflow.newDetachedCancellationScope(
                        () -> counted.add(Steps.rejudgement(cancelled ? "finish: cancelled" : "finish: completed")
                                .finish(planned, cancelled)))
                .run();
        RejudgeProgress end = counted.getFirst();
        last = end;
        Workflow.upsertTypedSearchAttributes(Steps.STAGE.valueSet(end.state()));
        describe();
        if (cancelled) {
            throw new CanceledFailure("rejudgement cancelled: " + planned.name());
        }
        return end;
    }

    /** For the Web UI; leaves no trace in the history. */
    private void describe() {
        RejudgeProgress now = progress();
        Workflow.setCurrentDetails(String.format(
                "%s: %d of %d runs ended (%d judged, %d judged before, %d with nothing to judge, %d failed)",
                now.state(),
                now.ended().total(),
                now.total(),
                now.ended().judged(),
                now.ended().alreadyJudged(),
                now.ended().refused(),
                now.ended().failed()));
    }

    @Override
    public RejudgeProgress progress() {
        RejudgeProgress end = last;
        if (end != null) {
            return end;
        }
        PlannedRejudgement planned = plan;
        return planned == null
                ? new RejudgeProgress(0, 0, RejudgeTally.NONE, "planning")
                : new RejudgeProgress(planned.rejudgementId(), planned.total(), ended, "running");
    }
}
