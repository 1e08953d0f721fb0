package io.regimen.api;

import io.regimen.workflows.StorageSweepWorkflow;
import io.regimen.workflows.SweepReport;
import io.regimen.workflows.SweepRequest;
import io.temporal.workflow.Workflow;

/** A sweep that does nothing and never ends. */
public final class FakeSweep implements StorageSweepWorkflow {
    @Override
    public SweepReport run(SweepRequest request) {
        Workflow.await(() -> false);
        throw new IllegalStateException("never reached");
    }
}
