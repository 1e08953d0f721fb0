package io.regimen.workflows;

/** A single step, as a workflow of its own: whoever asks needs a worker and none of its parts. */
public class CurveWorkflowImpl implements CurveWorkflow {
    @Override
    public boolean run(CurveRequest request) {
        return StepEnds.reasoned(() -> Steps.curve(request).describe(request));
    }
}
