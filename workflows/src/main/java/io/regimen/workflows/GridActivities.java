package io.regimen.workflows;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps of a grid as a whole. Each may be delivered more than once and has one effect. */
@ActivityInterface
public interface GridActivities {
    /**
     * Validates, expands and stores the cells; cells that were trained before are marked at once.
     *
     * @throws io.temporal.failure.ApplicationFailure BAD_INPUT with the mending hint, MISSING_DATA naming the market
     */
    @ActivityMethod(name = "PlanGrid")
    PlannedGrid plan(GridRequest request);

    /** Pending cells with an index in [offset, offset + count), in order. */
    @ActivityMethod(name = "PendingCells")
    List<ModelInput> pendingCells(PlannedGrid grid, int offset, int count);

    /** Marks pending cells as skipped on request; others are left as they are. */
    @ActivityMethod(name = "SkipCells")
    void skipCells(long gridId, List<Integer> indices);

    /** Makes failed cells pending again and returns the plan of what is pending now. */
    @ActivityMethod(name = "RequeueFailed")
    PlannedGrid requeueFailed(PlannedGrid grid);

    /**
     * Records that the grid is paused or running, for lists.
     *
     * @param waitsFor what a grid waits for that paused by itself
     */
    @ActivityMethod(name = "MarkGrid")
    void markState(long gridId, String state, @Nullable String waitsFor);

    /** Ends the grid: cells that never started are cancelled, one notification is written. Returns the final counts. */
    @ActivityMethod(name = "FinishGrid")
    GridProgress finish(PlannedGrid grid, boolean cancelled);
}
