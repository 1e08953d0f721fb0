package io.regimen.activities.step;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;

/** Asks Temporal whether a workflow is still open. */
@Singleton
final class OpenWorkflows {
    private final WorkflowClient client;

    OpenWorkflows(WorkflowClient client) {
        this.client = client;
    }

    boolean isOpen(String workflowId) {
        try {
            return client.newUntypedWorkflowStub(workflowId).describe().getStatus()
                    == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        } catch (WorkflowNotFoundException e) {
            return false;
        }
    }
}
