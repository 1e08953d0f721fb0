package io.regimen.workflows.regime;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Tries a regime set on a dataset, for somebody who waits for the answer. */
@WorkflowInterface
public interface RegimeTestWorkflow {
    @WorkflowMethod
    RegimeReport run(RegimeTestRequest request);
}
