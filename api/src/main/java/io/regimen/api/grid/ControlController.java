package io.regimen.api.grid;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.regimen.api.web.Rejection;
import io.regimen.db.GridView;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.GridTrainingWorkflow;
import io.regimen.workflows.Json;
import io.regimen.workflows.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Controls of a grid. Each is passed on to the grid's workflow and takes effect there; a grid that has ended takes none
 * of them but retry-failed.
 */
@Controller("/api/grids/{ref}")
final class ControlController {
    private static final int MAX_WINDOW = 500;

    private final GridLookup lookup;
    private final GridWorkflows workflows;

    ControlController(GridLookup lookup, GridWorkflows workflows) {
        this.lookup = lookup;
        this.workflows = workflows;
    }

    /** A control that was passed on. */
    record Control(String name, String workflowId, String action) {}

    /** @param window cells open at a time, 1 to 500 */
    record Window(@Nullable Integer window) {}

    /** @param previous the window before */
    record WindowSet(String name, String workflowId, int window, int previous) {}

    /** @param indices cells to leave out if they have not started */
    record Skip(@Nullable List<Integer> indices) {}

    /** No new cell starts; running cells finish. */
    @Post("/pause")
    @Status(HttpStatus.ACCEPTED)
    Control pause(@PathVariable String ref) {
        return signal(ref, "pause", GridTrainingWorkflow::pause);
    }

    /** Cells start again. */
    @Post("/resume")
    @Status(HttpStatus.ACCEPTED)
    Control resume(@PathVariable String ref) {
        return signal(ref, "resume", GridTrainingWorkflow::resume);
    }

    /** Ends the grid: running steps are told to stop, the other cells are cancelled. */
    @Post("/cancel")
    @Status(HttpStatus.ACCEPTED)
    Control cancel(@PathVariable String ref) {
        Target target = target(ref);
        if (!workflows.cancel(target.workflowId())) {
            throw target.ended();
        }
        return target.control("cancel");
    }

    /** Leaves out cells that have not started. */
    @Post("/skip")
    @Status(HttpStatus.ACCEPTED)
    Control skip(@PathVariable String ref, @Body Skip skip) {
        List<Integer> indices = skip.indices();
        if (indices == null || indices.isEmpty() || indices.stream().anyMatch(index -> index < 0)) {
            throw Rejection.badRequest(
                    new Problem("indices", "is not a list of cell indices", "Send {\"indices\": [0, 1]}"));
        }
        return signal(ref, "skip", workflow -> workflow.skipCells(indices));
    }

    /** Sets how many cells are open at a time. */
    @Post("/window")
    WindowSet window(@PathVariable String ref, @Body Window body) {
        Integer window = body.window();
        if (window == null || window < 1 || window > MAX_WINDOW) {
            throw Rejection.badRequest(new Problem(
                    "window", window == null ? "missing" : window + " is out of bounds", "Use 1 to " + MAX_WINDOW));
        }
        Target target = target(ref);
        int previous = workflows.setWindow(target.workflowId(), window).orElseThrow(target::ended);
        return new WindowSet(target.name(), target.workflowId(), window, previous);
    }

    /** Trains failed cells again: in the running grid, or by starting one that has ended once more. */
    @Post("/retry-failed")
    @Status(HttpStatus.ACCEPTED)
    Control retryFailed(@PathVariable String ref) {
        Target target = target(ref);
        if (workflows.signal(target.workflowId(), GridTrainingWorkflow::retryFailed)) {
            return target.control("retry-failed");
        }
        GridView grid = target.row().orElseThrow(target::ended);
        if (grid.failed() == 0) {
            throw Rejection.conflict("No cell of grid " + grid.name() + " failed");
        }
        workflows.start(stored(grid).retrying(grid.id()), "retry of " + grid.failed() + " failed cells");
        return target.control("retry-failed");
    }

    private Control signal(String ref, String action, Consumer<GridTrainingWorkflow> signal) {
        Target target = target(ref);
        if (!workflows.signal(target.workflowId(), signal)) {
            throw target.ended();
        }
        return target.control(action);
    }

    private Target target(String ref) {
        Optional<GridView> row = lookup.row(ref);
        if (row.isEmpty()) {
            if (lookup.running(ref).isEmpty()) {
                throw GridLookup.unknown(ref);
            }
            return new Target(ref, GridRequest.workflowId(ref), row);
        }
        GridView grid = row.get();
        if (!lookup.isNewest(grid)) {
            throw Rejection.conflict("Execution " + grid.id() + " of grid " + grid.name()
                    + " has ended and a newer one has its name; use the name");
        }
        return new Target(grid.name(), grid.workflowId(), row);
    }

    private static GridRequest stored(GridView grid) {
        try {
            return Json.mapper()
                    .treeToValue(grid.configGrid(), GridRequest.class)
                    .named(grid.name(), grid.createdBy());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored request of grid " + grid.id() + " cannot be read", e);
        }
    }

    private record Target(String name, String workflowId, Optional<GridView> row) {
        Control control(String action) {
            return new Control(name, workflowId, action);
        }

        Rejection ended() {
            return Rejection.conflict("Grid " + name + " is not running"
                    + row.map(grid -> ": it is " + grid.status()).orElse(""));
        }
    }
}
