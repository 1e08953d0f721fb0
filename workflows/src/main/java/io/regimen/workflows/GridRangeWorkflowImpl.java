package io.regimen.workflows;

import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;

/** A sliding window over at most {@link PlannedGrid#RANGE} cells; tells its grid of progress every few cells. */
public class GridRangeWorkflowImpl implements GridRangeWorkflow {
    private static final int TELL_EVERY = 25;

    private final OpenChildren window;
    private Tally tally = Tally.NONE;

    @WorkflowInit
    public GridRangeWorkflowImpl(GridRange range) {
        window = new OpenChildren(range.window(), range.paused());
    }

    @Override
    public Tally run(GridRange range) {
        GridTrainingWorkflow grid = Workflow.newExternalWorkflowStub(
                GridTrainingWorkflow.class, GridRequest.workflowId(range.grid().name()));
        try {
            CellChildren.startAll(
                    window,
                    Steps.grid("pending cells").pendingCells(range.grid(), range.offset(), range.count()),
                    status -> ended(grid, range, status));
        } finally {
            window.drain();
        }
        return tally;
    }

    private void ended(GridTrainingWorkflow grid, GridRange range, CellStatus status) {
        tally = tally.plus(status);
        Workflow.setCurrentDetails(tally.total() + " cells ended, " + tally.failed() + " failed");
        if (tally.total() % TELL_EVERY == 0 && !CancellationScope.current().isCancelRequested()) {
            Tally told = tally;
            // not awaited: a grid that misses one of these hears the next, and the database knows best
            Promise<Void> sent = Async.procedure(() -> grid.rangeProgress(range.offset(), told));
            sent.exceptionally(failure -> null);
        }
    }

    @Override
    public void pause() {
        window.pause(true);
    }

    @Override
    public void resume() {
        window.pause(false);
    }

    @Override
    public void window(int cells) {
        window.limit(cells);
    }

    @Override
    public Tally progress() {
        return tally;
    }
}
