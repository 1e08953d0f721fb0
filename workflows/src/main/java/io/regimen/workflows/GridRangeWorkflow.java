package io.regimen.workflows;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Carries out the pending cells of one range of a large grid, so that no history grows with the grid. */
@WorkflowInterface
public interface GridRangeWorkflow {
    @WorkflowMethod
    Tally run(GridRange range);

    @SignalMethod
    void pause();

    @SignalMethod
    void resume();

    @SignalMethod
    void window(int cells);

    @QueryMethod
    Tally progress();
}
