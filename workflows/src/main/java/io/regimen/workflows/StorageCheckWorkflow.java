package io.regimen.workflows;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Reads files of the store and says which are not as they should be. */
@WorkflowInterface
public interface StorageCheckWorkflow {
    @WorkflowMethod
    StorageCheckReport run(StorageCheckRequest request);
}
