package io.regimen.workflows.leader;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Promotes, retires or releases a run by hand. */
@WorkflowInterface
public interface LeaderChangeWorkflow {
    @WorkflowMethod
    LeaderChanged run(LeaderChange change);
}
