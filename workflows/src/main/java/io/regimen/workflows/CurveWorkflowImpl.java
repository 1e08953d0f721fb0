package io.regimen.workflows;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;

/** A single step, as a workflow of its own: whoever asks needs a worker and none of its parts. */
public class CurveWorkflowImpl implements CurveWorkflow {
    @Override
    public boolean run(CurveRequest request) {
        try {
            return Steps.curve(request).describe(request);
        } catch (ActivityFailure e) {
            if (e.getCause() instanceof ApplicationFailure reason) {
                throw ApplicationFailure.newNonRetryableFailure(reason.getOriginalMessage(), reason.getType());
            }
            throw e;
        }
    }
}
