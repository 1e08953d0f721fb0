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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Training runs and their inference backtests. */
@Controller("/api/runs")
final class RunController {
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private final RunQueries runs;

    RunController(RunQueries runs) {
        this.runs = runs;
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
        RunView run = run(ref);
        return new RunDetail(
                run,
                runs.documents(run.id()).orElseThrow(() -> unknown(ref)),
                include == Include.BACKTESTS ? runs.backtests(run.id(), BacktestSort.CONFIG_INDEX, false) : null);
    }

    /**
     * All inference backtests of a run.
     *
     * @param sort what to sort by, config_index if absent
     * @param order asc if absent; backtests without a value come last in either direction
     */
    @Get("/{ref}/backtests")
    List<BacktestView> backtests(
            @PathVariable String ref, @Nullable @QueryValue BacktestSort sort, @Nullable @QueryValue Direction order) {
        return runs.backtests(run(ref).id(), sort == null ? BacktestSort.CONFIG_INDEX : sort, order == Direction.DESC);
    }

    /**
     * Months, equity curve, drawdowns and distribution of one backtest on the test part. They are stored for backtests that
     * lead, or might have led when they were made.
     *
     * @param index index of the configuration
     */
    @Get("/{ref}/backtests/{index}/detail")
    BacktestDetailView detail(@PathVariable String ref, @PathVariable int index) {
        return runs.detail(run(ref).id(), index)
                .orElseThrow(() -> Rejection.notFound("No detail is stored of backtest " + index + " of run \"" + ref
                        + "\": only backtests that may lead have one"));
    }

    private RunView run(String ref) {
        Optional<RunView> run = ID.matcher(ref).matches() ? runs.byId(Long.parseLong(ref)) : runs.byKey(ref);
        return run.orElseThrow(() -> unknown(ref));
    }

    private static Rejection unknown(String ref) {
        return Rejection.notFound("There is no run \"" + ref + "\"; give its id or its whole run key");
    }
}
