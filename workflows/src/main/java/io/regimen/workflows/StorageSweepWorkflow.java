package io.regimen.workflows;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Makes the store hold what it should and nothing else. A schedule starts it, and a person may at any time: sweeps do not
 * disturb each other, nor anything else.
 */
@WorkflowInterface
public interface StorageSweepWorkflow {
    @WorkflowMethod
    SweepReport run(SweepRequest request);
}
