package io.regimen.api.grid;

import io.regimen.api.web.Rejection;
import io.regimen.db.GridQueries;
import io.regimen.db.GridView;
import io.regimen.workflows.GridRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the execution of a grid that a path names: by the id of its row, or the newest under a name. */
@Singleton
final class GridLookup {
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final GridQueries grids;
    private final GridWorkflows workflows;

    GridLookup(GridQueries grids, GridWorkflows workflows) {
        this.grids = grids;
        this.workflows = workflows;
    }

    /** A row, if the grid was planned. A reference of digits is an id first, and a name if there is no such id. */
    Optional<GridView> row(String ref) {
        if (!GridRequest.NAME.matcher(ref).matches()) {
            return Optional.empty();
        }
        Optional<GridView> byId = ID.matcher(ref).matches() ? grids.byId(Long.parseLong(ref)) : Optional.empty();
        return byId.or(() -> grids.latest(ref));
    }

    /** The row of a grid that must have been planned. */
    GridView planned(String ref) {
        return row(ref).orElseThrow(() -> unknown(ref));
    }

    /** What is known of an execution, from its row and its workflow. */
    GridDetail detail(String ref) {
        Optional<GridView> row = row(ref);
        if (row.isEmpty()) {
            return GridDetail.withoutPlan(ref, running(ref).orElseThrow(() -> unknown(ref)));
        }
        GridView grid = row.get();
        Optional<WorkflowState> workflow = isNewest(grid) ? workflows.state(grid.workflowId()) : Optional.empty();
        if (workflow.isPresent() && ref.equals(grid.name()) && isOlder(grid, workflow.get())) {
            return GridDetail.withoutPlan(grid.name(), workflow.get());
        }
        return GridDetail.of(grid, grids.reasons(grid.id()), workflow.orElse(null));
    }

    /** Whether no later execution has the grid's name, so that the name's workflow is the grid's. */
    boolean isNewest(GridView grid) {
        return grids.latest(grid.name()).map(newest -> newest.id() == grid.id()).orElse(true);
    }

    /** The workflow of a grid that has no row. */
    Optional<WorkflowState> running(String name) {
        return GridRequest.NAME.matcher(name).matches()
                ? workflows.state(GridRequest.workflowId(name)).map(state -> {
                    if (!state.isKnown()) {
                        throw Rejection.unavailable("Temporal does not answer; try again in a moment");
                    }
                    return state;
                })
                : Optional.empty();
    }

    static Rejection unknown(String ref) {
        return Rejection.notFound("There is no grid \"" + ref + "\"; GET /api/grids lists them");
    }

    /** Whether a grid had ended before the newest execution under its name began, whose plan is not stored yet. */
    private static boolean isOlder(GridView grid, WorkflowState workflow) {
        return GridDetail.hasEnded(grid)
                && grid.completedAt() != null
                && workflow.startedAt() != null
                && grid.completedAt().isBefore(workflow.startedAt());
    }
}
