package io.regimen.api.grid;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.regimen.api.web.Params;
import io.regimen.api.web.Rejection;
import io.regimen.db.CellView;
import io.regimen.db.GridFilter;
import io.regimen.db.GridQueries;
import io.regimen.db.GridView;
import io.regimen.db.Page;
import io.regimen.workflows.CellStatus;
import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.InferenceSize;
import io.regimen.workflows.Problem;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.temporal.api.common.v1.WorkflowExecution;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks, starts and reads grids. */
@Controller("/api/grids")
final class GridController {
    private final GridQueries grids;
    private final GridLookup lookup;
    private final GridWorkflows workflows;
    private final GridEstimator estimator;
    private final RegimeSaver regimes;

    GridController(
            GridQueries grids,
            GridLookup lookup,
            GridWorkflows workflows,
            GridEstimator estimator,
            RegimeSaver regimes) {
        this.grids = grids;
        this.lookup = lookup;
        this.workflows = workflows;
        this.estimator = estimator;
        this.regimes = regimes;
    }

    /**
     * Result of checking a request.
     *
     * @param cells size of the grid, before equal configurations are counted once
     * @param inference configurations per model; empty where there are problems
     */
    record Validation(boolean valid, long cells, List<InferenceSize> inference, List<Problem> problems) {}

    /** A grid that was started. */
    record Started(
            String name,
            String workflowId,
            String runId,
            long cells,
            List<InferenceSize> inference,
            @Nullable String webUi) {}

    /** State of a grid in lists. */
    enum GridState {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("paused")
        PAUSED,
        @JsonProperty("completed")
        COMPLETED,
        @JsonProperty("cancelled")
        CANCELLED
    }

    /** Checks a request and counts its cells. Starts nothing. */
    @Post("/validate")
    Validation validate(@Body GridRequest request) {
        List<Problem> problems = problems(request);
        return new Validation(
                problems.isEmpty(), GridPlanner.cellCount(request), GridPlanner.inferenceSizes(request), problems);
    }

    /** What a request would cost. Starts nothing. */
    @Post("/estimate")
    GridEstimate estimate(@Body GridRequest request) {
        requireValid(request);
        return estimator.estimate(request);
    }

    /** Starts a grid. 422 if the request has problems, 409 if a grid of this name is running. */
    @Post
    @ApiResponse(
            responseCode = "201",
            description = "Started; Location is its path",
            content = @Content(schema = @Schema(implementation = Started.class)))
    HttpResponse<Started> start(@Body GridRequest request) {
        requireValid(request);
        String name = String.valueOf(request.name());
        GridRequest named = request.named(name, request.createdBy() == null ? "api" : request.createdBy());
        long cells = GridPlanner.cellCount(request);
        WorkflowExecution execution = workflows.start(named, cells + " cells, started by " + named.createdBy());
        return HttpResponse.created(
                new Started(
                        name,
                        execution.getWorkflowId(),
                        execution.getRunId(),
                        cells,
                        GridPlanner.inferenceSizes(request),
                        workflows.link(execution)),
                URI.create("/api/grids/" + name));
    }

    /** Grids, newest first. */
    @Get
    Page<GridView> list(
            @Nullable @QueryValue GridState status,
            @Nullable @QueryValue String name,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue Long offset) {
        return grids.list(new GridFilter(Params.text(status), name), Params.paging(limit, offset));
    }

    /** One grid: by id, or the newest of a name. */
    @Get("/{ref}")
    GridDetail one(@PathVariable String ref) {
        return lookup.detail(ref);
    }

    /** Cells of a grid in the order of their index. */
    @Get("/{ref}/cells")
    Page<CellView> cells(
            @PathVariable String ref,
            @Nullable @QueryValue CellStatus status,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue Long offset) {
        return grids.cells(lookup.planned(ref).id(), Params.text(status), Params.paging(limit, offset));
    }

    private void requireValid(GridRequest request) {
        List<Problem> problems = problems(request);
        if (!problems.isEmpty()) {
            throw Rejection.invalid(problems);
        }
    }

    private List<Problem> problems(GridRequest request) {
        List<Problem> problems = new ArrayList<>(GridPlanner.problems(request));
        problems.addAll(regimes.problems(request.regimes()));
        if (request.retryOf() != null) {
            problems.add(new Problem(
                    "retry_of", "is set by the system", "Remove it; POST /api/grids/{ref}/retry-failed heals a grid"));
        }
        return problems;
    }
}
