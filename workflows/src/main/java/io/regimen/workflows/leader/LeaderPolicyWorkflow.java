package io.regimen.workflows.leader;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Changes a policy and ranks the markets that it is for. */
@WorkflowInterface
public interface LeaderPolicyWorkflow {
    @WorkflowMethod
    LeaderPolicyChanged run(LeaderPolicyRequest request);
}
