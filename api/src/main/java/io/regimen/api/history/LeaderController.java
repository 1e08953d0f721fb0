package io.regimen.api.history;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.regimen.api.web.Params;
import io.regimen.db.GlobalLeaderView;
import io.regimen.db.LeaderEvidenceView;
import io.regimen.db.LeaderFilter;
import io.regimen.db.LeaderQueries;
import io.regimen.db.LeaderView;
import io.regimen.db.Page;
import io.regimen.db.PlaceView;
import io.regimen.db.PromotionFilter;
import io.regimen.db.PromotionView;
import org.jspecify.annotations.Nullable;

/** Leaders of regimes, and how the competitions for them went. */
@Controller("/api")
final class LeaderController {
    private final LeaderQueries leaders;

    LeaderController(LeaderQueries leaders) {
        this.leaders = leaders;
    }

    /** What the evidence says of a leader. */
    enum Verdict {
        PROVEN,
        UNPROVEN,
        INSUFFICIENT
    }

    /** How a competition, or a change, ended. */
    enum Outcome {
        FIRST,
        PROMOTED,
        NOT_BETTER,
        NOT_ENOUGH,
        HELD_BACK,
        NOT_ELIGIBLE,
        NO_FILE,
        EXCLUDED,
        RETIRED
    }

    /**
     * Leaders by market and regime.
     *
     * @param grid id of a grid: only leaders trained by its cells
     */
    @Get("/leaders")
    Page<LeaderView> leaders(
            @Nullable @QueryValue String symbol,
            @Nullable @QueryValue String timeframe,
            @Nullable @QueryValue String regime,
            @Nullable @QueryValue Verdict verdict,
            @Nullable @QueryValue Long grid,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue Long offset) {
        return leaders.leaders(filter(symbol, timeframe, regime, verdict, grid), Params.paging(limit, offset));
    }

    /**
     * What speaks for leaders and against them: each condition of the verdict, the trials that it is held against, and what
     * was measured.
     *
     * @param grid id of a grid: only leaders trained by its cells
     */
    @Get("/leaders/evidence")
    Page<LeaderEvidenceView> evidence(
            @Nullable @QueryValue String symbol,
            @Nullable @QueryValue String timeframe,
            @Nullable @QueryValue String regime,
            @Nullable @QueryValue Verdict verdict,
            @Nullable @QueryValue Long grid,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue Long offset) {
        return leaders.evidence(filter(symbol, timeframe, regime, verdict, grid), Params.paging(limit, offset));
    }

    /** The best leader of each regime over all markets, of each metric that leaders are chosen by. */
    @Get("/leaders/global")
    Page<GlobalLeaderView> global(@Nullable @QueryValue Integer limit, @Nullable @QueryValue Long offset) {
        return leaders.global(Params.paging(limit, offset));
    }

    /** Runs whose files stay, by market, regime and place: the leader by the policy first. */
    @Get("/leaders/places")
    Page<PlaceView> places(
            @Nullable @QueryValue String symbol,
            @Nullable @QueryValue String timeframe,
            @Nullable @QueryValue String regime,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue Long offset) {
        return leaders.places(filter(symbol, timeframe, regime, null, null), Params.paging(limit, offset));
    }

    private static LeaderFilter filter(
            @Nullable String symbol,
            @Nullable String timeframe,
            @Nullable String regime,
            @Nullable Verdict verdict,
            @Nullable Long grid) {
        return new LeaderFilter(
                Params.symbol(symbol),
                Params.timeframe("timeframe", timeframe),
                regime,
                verdict == null ? null : verdict.name(),
                grid);
    }

    /**
     * Competitions for regimes and changes of their leaders, newest first, with the displaced leader and the evidence of both.
     *
     * @param run id of a training run
     */
    @Get("/promotions")
    Page<PromotionView> promotions(
            @Nullable @QueryValue String symbol,
            @Nullable @QueryValue String timeframe,
            @Nullable @QueryValue String regime,
            @Nullable @QueryValue Outcome outcome,
            @Nullable @QueryValue Long run,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue Long offset) {
        return leaders.promotions(
                new PromotionFilter(
                        Params.symbol(symbol),
                        Params.timeframe("timeframe", timeframe),
                        regime,
                        outcome == null ? null : outcome.name(),
                        run),
                Params.paging(limit, offset));
    }
}
