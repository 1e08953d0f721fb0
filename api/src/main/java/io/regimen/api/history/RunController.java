package io.regimen.api.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.regimen.api.web.Params;
import io.regimen.api.web.Rejection;
import io.regimen.db.BacktestDetailView;
import io.regimen.db.BacktestSort;
import io.regimen.db.BacktestView;
import io.regimen.db.Page;
import io.regimen.db.RunFilter;
import io.regimen.db.RunQueries;
import io.regimen.db.RunSort;
import io.regimen.db.RunView;
import io.regimen.workflows.CurveSegment;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Training runs and their inference backtests. */
@Controller("/api/runs")
final class RunController {
    private final RunQueries runs;
    private final RunLookup lookup;

    RunController(RunQueries runs, RunLookup lookup) {
        this.runs = runs;
        this.lookup = lookup;
    }

    /** State of a training run. */
    enum RunState {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("completed")
        COMPLETED,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("cancelled")
        CANCELLED
    }

    /** Direction of a sort. */
    enum Direction {
        @JsonProperty("asc")
        ASC,
        @JsonProperty("desc")
        DESC
    }

    /** What can be embedded in a run. */
    enum Include {
        @JsonProperty("backtests")
        BACKTESTS
    }

    /**
     * Runs that pass all filters.
     *
     * @param runKey first characters of the run key
     * @param grid id of a grid: only runs of its cells
     * @param sort what to sort by, id if absent
     * @param order desc if absent; runs without a value come last in either direction
     */
    @Get
    Page<RunView> list(
            @Nullable @QueryValue String symbol,
            @Nullable @QueryValue("base_timeframe") String baseTimeframe,
            @Nullable @QueryValue("model_type") String modelType,
            @Nullable @QueryValue RunState status,
            @Nullable @QueryValue @Parameter(schema = @Schema(type = "boolean")) String kept,
            @Nullable @QueryValue("config_hash") String configHash,
            @Nullable @QueryValue("run_key") String runKey,
            @Nullable @QueryValue Long grid,
            @Nullable @QueryValue RunSort sort,
            @Nullable @QueryValue Direction order,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue Long offset) {
        RunFilter filter = new RunFilter(
                Params.symbol(symbol),
                Params.timeframe("base_timeframe", baseTimeframe),
                modelType,
                Params.text(status),
                Params.flag("kept", kept),
                configHash,
                runKey,
                grid);
        return runs.list(
                filter, sort == null ? RunSort.ID : sort, order != Direction.ASC, Params.paging(limit, offset));
    }

    /** One run, by id or run key. */
    @Get("/{ref}")
    RunDetail one(@PathVariable String ref, @Nullable @QueryValue Include include) {
        RunView run = lookup.run(ref);
        return new RunDetail(
                run,
                runs.documents(run.id()).orElseThrow(() -> RunLookup.unknown(ref)),
                runs.evaluations(run.id()),
                include == Include.BACKTESTS
                        ? runs.backtests(run.id(), run.evaluationHash(), BacktestSort.CONFIG_INDEX, false)
                        : null);
    }

    /**
     * All inference backtests of a run under one evaluation.
     *
     * @param evaluation hash of the evaluation, the run's current one if absent
     * @param sort what to sort by, config_index if absent
     * @param order asc if absent; backtests without a value come last in either direction
     */
    @Get("/{ref}/backtests")
    List<BacktestView> backtests(
            @PathVariable String ref,
            @Nullable @QueryValue String evaluation,
            @Nullable @QueryValue BacktestSort sort,
            @Nullable @QueryValue Direction order) {
        RunView run = lookup.run(ref);
        return runs.backtests(
                run.id(),
                lookup.evaluation(run, evaluation),
                sort == null ? BacktestSort.CONFIG_INDEX : sort,
                order == Direction.DESC);
    }

    /**
     * Months, equity curve, drawdowns and distribution of one backtest, if they are stored: on test for backtests that lead,
     * or might have led when they were made, and for whatever was asked for by a POST to the same path.
     *
     * @param index index of the configuration
     * @param segment validation or test, test if absent
     * @param evaluation hash of the evaluation, the run's current one if absent
     */
    @Get("/{ref}/backtests/{index}/detail")
    BacktestDetailView detail(
            @PathVariable String ref,
            @PathVariable int index,
            @Nullable @QueryValue CurveSegment segment,
            @Nullable @QueryValue String evaluation) {
        RunView run = lookup.run(ref);
        CurveSegment part = segment == null ? CurveSegment.TEST : segment;
        return runs.detail(run.id(), lookup.evaluation(run, evaluation), index, part.toString())
                .orElseThrow(() -> Rejection.notFound("No detail is stored of backtest " + index + " of run \"" + ref
                        + "\" on " + part + ": POST {} to the same path to have it made"));
    }
}
