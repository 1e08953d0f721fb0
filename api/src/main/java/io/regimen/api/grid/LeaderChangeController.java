package io.regimen.api.grid;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.regimen.api.web.Params;
import io.regimen.api.web.Rejection;
import io.regimen.db.LeaderQueries;
import io.regimen.db.Page;
import io.regimen.db.PolicyView;
import io.regimen.workflows.Problem;
import io.regimen.workflows.leader.LeaderAction;
import io.regimen.workflows.leader.LeaderChange;
import io.regimen.workflows.leader.LeaderChanged;
import io.regimen.workflows.leader.LeaderPolicyChanged;
import io.regimen.workflows.leader.LeaderPolicyRequest;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes to who leads: by hand, and by a new policy. Each is a workflow; the answer waits for it for a few seconds. */
@Controller("/api/leaders")
final class LeaderChangeController {
    private final LeaderQueries leaders;
    private final LeaderWorkflows workflows;

    LeaderChangeController(LeaderQueries leaders, LeaderWorkflows workflows) {
        this.leaders = leaders;
        this.workflows = workflows;
    }

    /** Makes a run with a file the leader of a regime until it is released or retired. 422 with the reason if it cannot be. */
    @Post("/promote")
    LeaderChanged promote(@Body LeaderChange change) {
        return change(LeaderAction.PROMOTE, change);
    }

    /** Keeps a run from leading a regime; the next best whose file is there takes over. 422 with the reason if it cannot be. */
    @Post("/retire")
    LeaderChanged retire(@Body LeaderChange change) {
        return change(LeaderAction.RETIRE, change);
    }

    /** Lets a run that was promoted by hand lead only as long as the policy wants it. */
    @Post("/release")
    LeaderChanged release(@Body LeaderChange change) {
        return change(LeaderAction.RELEASE, change);
    }

    private LeaderChanged change(LeaderAction action, LeaderChange change) {
        LeaderChange whole = new LeaderChange(
                action,
                change.symbol(),
                change.timeframe(),
                change.regime(),
                change.run(),
                change.reason(),
                change.createdBy(),
                change.unknown());
        refuse(whole.problems());
        return workflows.change(whole.by(action, author(change.createdBy())));
    }

    /**
     * Policies: of the installation first, then of markets that have their own.
     *
     * @param history true for all versions, not only those that count
     */
    @Get("/policies")
    Page<PolicyView> policies(
            @Nullable @QueryValue String history,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue Long offset) {
        return leaders.policies(Boolean.TRUE.equals(Params.flag("history", history)), Params.paging(limit, offset));
    }

    /** Changes the policy of the installation or of a market, and ranks the leaders it is for from what was judged. */
    @Post("/policies")
    @ApiResponse(
            responseCode = "200",
            description = "Changed, and all markets are ranked",
            content = @Content(schema = @Schema(implementation = LeaderPolicyChanged.class)))
    @ApiResponse(responseCode = "202", description = "Changed; markets are still being ranked")
    HttpResponse<Object> policy(@Body LeaderPolicyRequest request) {
        refuse(request.problems());
        LeaderPolicyChanged changed = workflows.change(request.by(author(request.createdBy())));
        return changed == null ? HttpResponse.accepted() : HttpResponse.ok(changed);
    }

    private static String author(@Nullable String createdBy) {
        return Objects.requireNonNullElse(createdBy, "api");
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw Rejection.invalid(problems);
        }
    }
}
