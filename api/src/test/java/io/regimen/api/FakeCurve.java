package io.regimen.api;

import io.regimen.workflows.CurveRequest;
import io.regimen.workflows.CurveWorkflow;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;

/** A curve that is never stored: configuration 0 has no file, configuration 1 is worked on for ever, others end at once. */
public final class FakeCurve implements CurveWorkflow {
    @Override
    public boolean run(CurveRequest request) {
        if (request.configIndex() == 0) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "run " + request.runId() + " cannot be traded again: its model file was deleted", "BAD_INPUT");
        }
        if (request.configIndex() == 1) {
            Workflow.await(() -> false);
        }
        return true;
    }
}
