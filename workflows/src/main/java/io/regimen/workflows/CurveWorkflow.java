package io.regimen.workflows;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Stores the detail of one backtest. Its id is {@link CurveRequest#workflowId}. */
@WorkflowInterface
public interface CurveWorkflow {
    /** Whether the detail was not there before; fails with the reason if it cannot be had. */
    @WorkflowMethod
    boolean run(CurveRequest request);
}
