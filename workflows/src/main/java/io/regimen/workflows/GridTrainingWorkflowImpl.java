package io.regimen.workflows;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One grid: plan, work through the pending cells, finish. A grid of up to {@link PlannedGrid#RANGE} cells runs them in
 * its own window; a larger one opens {@link #OPEN_RANGES} child workflows at a time, each with its share of the window.
 * Sliding window without continue-as-new: histories stay small up to {@link GridPlanner#MAX_CELLS}.
 */
public class GridTrainingWorkflowImpl implements GridTrainingWorkflow {
    private static final int OPEN_RANGES = 2;

    private final String name;
    private final SortedMap<Integer, Tally> endedByRange = new TreeMap<>();
    private final SortedMap<Integer, GridRangeWorkflow> openRanges = new TreeMap<>();
    private final OpenChildren cells;
    private Tally endedBefore = Tally.NONE;
    private @Nullable PlannedGrid plan;
    private @Nullable GridProgress last;
    private int window;
    private final SortedMap<Integer, String> waiting = new TreeMap<>();
    private boolean paused;
    private boolean held;
    private boolean retryRequested;
    private String state = "planning";

    @WorkflowInit
    public GridTrainingWorkflowImpl(GridRequest request) {
        name = request.name() == null ? "" : request.name();
        window = request.executionOrDefault().window();
        cells = new OpenChildren(window, false);
    }

    @Override
    public GridProgress run(GridRequest request) {
        check(request);
        Workflow.upsertTypedSearchAttributes(Steps.GRID_ID.valueSet(name));
        PlannedGrid planned = plan(request);
        enter("running");
        boolean cancelled = false;
        try {
            pass(planned);
            while (retryRequested) {
                retryRequested = false;
                planned = requeue(planned);
                pass(planned);
            }
        } catch (CanceledFailure | ActivityFailure e) {
            cancelled = CancellationScope.current().isCancelRequested();
            if (!cancelled) {
                throw e;
            }
        }
        return finish(planned, cancelled);
    }

    private void check(GridRequest request) {
        StepEnds.check(GridPlanner.problems(request));
        String expected = GridRequest.workflowId(name);
        if (!Workflow.getInfo().getWorkflowId().equals(expected)) {
            throw StepEnds.badInput("the workflow id must be " + expected + " for the grid named " + name
                    + ": cells and controls are addressed through it");
        }
    }

    /** Planning is not cancelled half-way: a cancelled grid has a row that says so. */
    private PlannedGrid plan(GridRequest request) {
        return StepEnds.reasoned(() -> {
            Workflow.newDetachedCancellationScope(
                            () -> plan = Steps.grid("plan " + name).plan(request))
                    .run();
            return awaitPlan();
        });
    }

    /** Makes failed cells pending and forgets that they ended. */
    private PlannedGrid requeue(PlannedGrid planned) {
        PlannedGrid again = Steps.grid("requeue failed cells").requeueFailed(planned);
        Tally ended = ended();
        endedBefore = new Tally(ended.succeeded(), ended.skipped(), 0, ended.cancelled());
        endedByRange.clear();
        return again;
    }

    private void pass(PlannedGrid planned) {
        if (planned.ranges().isEmpty()) {
            return;
        }
        if (planned.total() <= PlannedGrid.RANGE) {
            try {
                CellChildren.startAll(
                        cells, Steps.grid("pending cells").pendingCells(planned, 0, planned.total()), this::ended);
            } finally {
                cells.drain();
            }
        } else {
            passByRanges(planned);
        }
    }

    private void ended(CellStatus status) {
        endedByRange.merge(0, Tally.NONE.plus(status), Tally::plus);
        describe();
    }

    private void passByRanges(PlannedGrid planned) {
        OpenChildren ranges = new OpenChildren(OPEN_RANGES, false);
        try {
            for (int offset : planned.ranges()) {
                ranges.start(
                        () -> {
                            GridRangeWorkflow range = rangeStub(planned, offset);
                            openRanges.put(offset, range);
                            return Async.function(
                                    range::run,
                                    new GridRange(planned, offset, PlannedGrid.RANGE, windowPerRange(), held));
                        },
                        (tally, failure) -> {
                            openRanges.remove(offset);
                            if (tally != null) {
                                endedByRange.put(offset, tally);
                            }
                            describe();
                        });
            }
        } finally {
            ranges.drain();
        }
    }

    private GridRangeWorkflow rangeStub(PlannedGrid planned, int offset) {
        return Workflow.newChildWorkflowStub(
                GridRangeWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(GridRequest.workflowId(name) + "/r/" + offset)
                        .setTaskQueue(TaskQueues.CPU)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                        .setStaticSummary("cells " + offset + " to "
                                + (Math.min(offset + PlannedGrid.RANGE, planned.total()) - 1))
                        .setTypedSearchAttributes(SearchAttributes.newBuilder()
                                .set(Steps.GRID_ID, name)
                                .build())
                        .build());
    }

    private GridProgress finish(PlannedGrid planned, boolean cancelled) {
        List<GridProgress> counted = new ArrayList<>();
        Workflow.newDetachedCancellationScope(() -> {
                    counted.add(Steps.grid(cancelled ? "finish: cancelled" : "finish: completed")
                            .finish(planned, cancelled));
                    Workflow.await(Workflow::isEveryHandlerFinished);
                })
                .run();
        GridProgress end = counted.getFirst();
        last = end;
        enter(end.state());
        if (cancelled) {
            throw new CanceledFailure("grid cancelled: " + planned.name());
        }
        return end;
    }

    private void enter(String next) {
        state = next;
        Workflow.upsertTypedSearchAttributes(Steps.STAGE.valueSet(next));
        describe();
    }

    private void describe() {
        GridProgress now = progress();
        String found = now.ended().failed() == 0
                ? ""
                : "\n\nfailed cells: list workflows by `GridId=\"" + name
                        + "\" AND (ModelStatus=\"failed\" OR ExecutionStatus=\"Terminated\")`";
        String waits = waitsFor() == null ? "" : "\n\n" + waiting.size() + " cells wait for space: " + waitsFor();
        Workflow.setCurrentDetails((last == null ? describeRunning(now) : describeEnd(now)) + waits + found);
    }

    private static String describeRunning(GridProgress now) {
        return String.format(
                "%s: %d of %d cells ended (%d succeeded, %d failed), %d trained before, window %d",
                now.state(),
                now.ended().total(),
                now.total() - now.alreadyTrained(),
                now.ended().succeeded(),
                now.ended().failed(),
                now.alreadyTrained(),
                now.window());
    }

    private static String describeEnd(GridProgress end) {
        Tally ended = end.ended();
        return String.format(
                "%s: %d cells (%d succeeded, %d failed, %d cancelled, %d skipped or trained before)",
                end.state(), end.total(), ended.succeeded(), ended.failed(), ended.cancelled(), ended.skipped());
    }

    @Override
    public void pause() {
        setPaused(true);
    }

    @Override
    public void resume() {
        setPaused(false);
    }

    @Override
    public void waitsForSpace(int index, String reason) {
        waiting.put(index, reason);
        hold();
    }

    @Override
    public void goesOn(int index) {
        if (waiting.remove(index) != null) {
            hold();
        }
    }

    private void setPaused(boolean pause) {
        paused = pause;
        hold();
    }

    /** No new cell starts while the user has paused the grid or one of its cells waits for space. */
    private void hold() {
        boolean hold = paused || !waiting.isEmpty();
        held = hold;
        cells.pause(hold);
        openRanges.values().forEach(range -> {
            if (hold) {
                range.pause();
            } else {
                range.resume();
            }
        });
        enter(hold ? "paused" : "running");
        PlannedGrid planned = awaitPlan();
        // a later pause or resume has overtaken this one: its own handler records the state
        if (held == hold) {
            Steps.grid("mark " + state).markState(planned.gridId(), state, waitsFor());
        }
    }

    private @Nullable String waitsFor() {
        return waiting.isEmpty() ? null : waiting.firstEntry().getValue();
    }

    @Override
    public void retryFailed() {
        retryRequested = true;
    }

    @Override
    public void skipCells(List<Integer> indices) {
        Steps.grid("skip cells").skipCells(awaitPlan().gridId(), indices);
    }

    @Override
    public int setWindow(int newWindow) {
        int before = window;
        window = newWindow;
        cells.limit(newWindow);
        openRanges.values().forEach(range -> range.window(windowPerRange()));
        describe();
        return before;
    }

    @Override
    public void validateSetWindow(int newWindow) {
        if (newWindow < 1 || newWindow > 500) {
            throw new IllegalArgumentException("window " + newWindow + " is out of bounds. Use 1 to 500.");
        }
    }

    @Override
    public void rangeProgress(int offset, Tally tally) {
        endedByRange.merge(offset, tally, (known, told) -> told.total() > known.total() ? told : known);
        describe();
    }

    @Override
    public GridProgress progress() {
        GridProgress end = last;
        if (end != null) {
            return end;
        }
        return new GridProgress(
                plan == null ? 0 : plan.gridId(),
                plan == null ? 0 : plan.total(),
                plan == null ? 0 : plan.alreadyTrained(),
                ended(),
                held,
                window,
                state);
    }

    private Tally ended() {
        return endedByRange.values().stream().reduce(endedBefore, Tally::plus);
    }

    private int windowPerRange() {
        return Math.max(1, (window + OPEN_RANGES - 1) / OPEN_RANGES);
    }

    private PlannedGrid awaitPlan() {
        Workflow.await(() -> plan != null);
        PlannedGrid planned = plan;
        if (planned == null) {
            throw new IllegalStateException("awaited a plan");
        }
        return planned;
    }
}
