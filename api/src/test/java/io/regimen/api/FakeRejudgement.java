package io.regimen.api;

import io.regimen.workflows.RejudgeProgress;
import io.regimen.workflows.RejudgeRequest;
import io.regimen.workflows.RejudgeTally;
import io.regimen.workflows.RejudgeWorkflow;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.util.List;

/** A rejudgement that judges nothing: it waits until it is cancelled, or fails at once if it is asked for run 666. */
public final class FakeRejudgement implements RejudgeWorkflow {
    private String by = "";

    @Override
    public RejudgeProgress run(RejudgeRequest request) {
        by = String.valueOf(request.createdBy());
        if (List.of(666L).equals(request.runs())) {
            throw ApplicationFailure.newNonRetryableFailure("runs: run [666] does not exist", "BAD_INPUT");
        }
        Workflow.await(() -> false);
        return progress();
    }

    /** Who asked for it stands in the state. */
    @Override
    public RejudgeProgress progress() {
        return new RejudgeProgress(0, 0, RejudgeTally.NONE, by);
    }
}
