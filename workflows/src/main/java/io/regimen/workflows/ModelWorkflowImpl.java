package io.regimen.workflows;

import io.temporal.common.SearchAttributeUpdate;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/**
 * One cell as a saga of five activities. Up to the end of the backtests it can be cancelled; from then on judging and
 * finishing run in a detached scope, so that a run that took part in the competition always ends completed.
 *
 * <p>The search attribute Stage is set for the steps that may last: train from the start, then backtest, then done. Each
 * change costs the server a write of its own; the {@link #stage} query is exact.
 */
public class ModelWorkflowImpl implements ModelWorkflow {
    private Stage stage = Stage.CLAIM;
    private String runName = "";

    @Override
    public CellResult run(ModelInput input) {
        describe(input, "waits for its claim: another grid may be training the same");
        CellResult result = work(input);
        stage = Stage.DONE;
        List<SearchAttributeUpdate<?>> last = new ArrayList<>();
        last.add(Steps.STAGE.valueSet(stage.text()));
        last.add(Steps.MODEL_STATUS.valueSet(result.status().text()));
        if (result.failureKind() != null) {
            last.add(Steps.FAILURE_KIND.valueSet(result.failureKind().name()));
        }
        Workflow.upsertTypedSearchAttributes(last.toArray(SearchAttributeUpdate[]::new));
        describe(input, runName + outcome(result));
        return result;
    }

    @Override
    public Stage stage() {
        return stage;
    }

    private CellResult work(ModelInput input) {
        Claim claim;
        try {
            claim = Steps.cell(input, "claim cell " + input.index() + " of grid " + input.grid())
                    .claim(input.gridId(), input.index());
        } catch (ActivityFailure | CanceledFailure e) {
            // without a claim there is no run to finish; the grid gives the cell its final state
            return ended(input, e);
        }
        if (claim.runId() == null) {
            return claim.ended() == null ? CellResult.of(input.index(), CellStatus.SKIPPED) : claim.ended();
        }
        RunRef run = new RunRef(claim.runId(), input.gridId(), input.index());
        runName = "run " + claim.runId() + " ";
        List<CellResult> finished = new ArrayList<>();
        CellResult result = trainAndBacktest(input, run);
        Workflow.newDetachedCancellationScope(() -> finished.add(judgeAndFinish(input, run, result)))
                .run();
        return finished.getFirst();
    }

    private CellResult trainAndBacktest(ModelInput input, RunRef run) {
        try {
            stage = Stage.TRAIN;
            train(input, run);
            stage = Stage.BACKTEST;
            Workflow.upsertTypedSearchAttributes(Steps.STAGE.valueSet(stage.text()));
            describe(input, runName + "is trained and being backtested");
            Steps.backtest(input).backtest(run);
            return CellResult.of(input.index(), CellStatus.SUCCEEDED);
        } catch (ActivityFailure | CanceledFailure e) {
            return ended(input, e);
        }
    }

    private void train(ModelInput input, RunRef run) {
        while (true) {
            describe(input, runName + "trains on " + input.trainQueue());
            try {
                Steps.train(input).train(run);
                return;
            } catch (ActivityFailure e) {
                if (e.getCause() instanceof ApplicationFailure reason
                        && reason.getType().equals(FailureKind.NO_SPACE.name())) {
                    awaitSpace(input, run, reason.getOriginalMessage());
                } else {
                    throw e;
                }
            }
        }
    }

    /** The grid starts no other cell meanwhile, which would wait here too. */
    private void awaitSpace(ModelInput input, RunRef run, String reason) {
        GridTrainingWorkflow grid =
                Workflow.newExternalWorkflowStub(GridTrainingWorkflow.class, GridRequest.workflowId(input.grid()));
        describe(input, runName + "waits for space: " + reason);
        tell(() -> grid.waitsForSpace(input.index(), reason));
        try {
            Steps.space(input, reason).awaitSpace(run);
        } finally {
            tell(() -> grid.goesOn(input.index()));
        }
    }

    /** A grid that is not there any more need not be told. */
    private static void tell(Functions.Proc signal) {
        Workflow.newDetachedCancellationScope(() -> Async.procedure(signal).exceptionally(failure -> null))
                .run();
    }

    private CellResult judgeAndFinish(ModelInput input, RunRef run, CellResult backtested) {
        CellResult result = backtested;
        if (result.status() == CellStatus.SUCCEEDED) {
            stage = Stage.JUDGE;
            describe(input, runName + "is backtested and being judged");
            try {
                Judgement judgement =
                        Steps.cell(input, "judge who leads " + input.market()).judge(run);
                result = new CellResult(input.index(), CellStatus.SUCCEEDED, judgement.leads(), null, null);
            } catch (ActivityFailure e) {
                result = ended(input, e);
            }
        }
        try {
            return Steps.cell(input, "finish: " + outcome(result)).finish(run, result);
        } catch (ActivityFailure e) {
            return ended(input, e);
        }
    }

    /** For the Web UI; leaves no trace in the history. */
    private static void describe(ModelInput input, String state) {
        Workflow.setCurrentDetails(input.summary() + "\n\n" + state);
    }

    private static String outcome(CellResult result) {
        return result.status().text()
                + (result.leads().isEmpty() ? "" : ", leads " + String.join(", ", result.leads()))
                + (result.failureKind() == null ? "" : ", " + result.failureKind() + ": " + result.reason());
    }

    /** The one place where exceptions become a reason. */
    private static CellResult ended(ModelInput input, RuntimeException failure) {
        if (Steps.isCancelled(failure)) {
            return CellResult.of(input.index(), CellStatus.CANCELLED);
        }
        Throwable cause = failure instanceof ActivityFailure ? failure.getCause() : failure;
        return switch (cause) {
            case ApplicationFailure reason ->
                CellResult.failed(input.index(), FailureKind.of(reason.getType()), reason.getOriginalMessage());
            case null, default ->
                CellResult.failed(
                        input.index(),
                        FailureKind.ERROR,
                        "a step did not end within " + input.execution().cellLimit());
        };
    }
}
