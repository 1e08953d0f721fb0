package io.regimen.api.grid;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.regimen.api.history.RunLookup;
import io.regimen.db.BacktestDetailView;
import io.regimen.db.RunQueries;
import io.regimen.db.RunView;
import io.regimen.workflows.CurveRequest;
import io.regimen.workflows.CurveSegment;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Details of backtests that are not stored yet. */
@Controller("/api/runs")
final class CurveController {
    private final RunQueries runs;
    private final RunLookup lookup;
    private final GridWorkflows workflows;

    CurveController(RunQueries runs, RunLookup lookup, GridWorkflows workflows) {
        this.runs = runs;
        this.lookup = lookup;
        this.workflows = workflows;
    }

    /**
     * Which detail of a backtest is wanted.
     *
     * @param segment validation or test, test if absent
     * @param evaluation hash of the evaluation, the run's current one if absent
     */
    record Wanted(@Nullable CurveSegment segment, @Nullable String evaluation) {}

    /** A detail that is being made: ask again. */
    record Working(String workflowId) {}

    /**
     * Months, equity curve, drawdowns and distribution of one backtest, made by a worker if they are not stored. 422 with
     * the reason if they cannot be: most often because the run's model file is gone.
     *
     * @param index index of the configuration
     */
    @Post("/{ref}/backtests/{index}/detail")
    @ApiResponse(
            responseCode = "200",
            description = "The detail",
            content = @Content(schema = @Schema(implementation = BacktestDetailView.class)))
    @ApiResponse(
            responseCode = "202",
            description = "It is being made: send the same again",
            content = @Content(schema = @Schema(implementation = Working.class)))
    HttpResponse<?> describe(@PathVariable String ref, @PathVariable int index, @Body Wanted wanted) {
        RunView run = lookup.run(ref);
        CurveRequest request = new CurveRequest(
                run.id(),
                lookup.evaluation(run, wanted.evaluation()),
                index,
                wanted.segment() == null ? CurveSegment.TEST : wanted.segment());
        Optional<BacktestDetailView> stored = stored(request);
        if (stored.isEmpty() && workflows.described(request)) {
            stored = stored(request);
        }
        return stored.isPresent()
                ? HttpResponse.ok(stored.get())
                : HttpResponse.accepted().body(new Working(request.workflowId()));
    }

    private Optional<BacktestDetailView> stored(CurveRequest request) {
        return runs.detail(
                request.runId(),
                request.evaluationHash(),
                request.configIndex(),
                request.segment().toString());
    }
}
