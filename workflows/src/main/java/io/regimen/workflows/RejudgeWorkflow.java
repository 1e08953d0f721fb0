package io.regimen.workflows;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Judges trained runs again under other terms, without training. Its id is {@code rejudge-<name>}. */
@WorkflowInterface
public interface RejudgeWorkflow {
    /** Ends with counts; a run that failed is counted, never thrown. */
    @WorkflowMethod
    RejudgeProgress run(RejudgeRequest request);

    @QueryMethod
    RejudgeProgress progress();
}
