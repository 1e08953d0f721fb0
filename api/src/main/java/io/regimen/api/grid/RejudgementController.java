package io.regimen.api.grid;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.regimen.api.web.Params;
import io.regimen.api.web.Rejection;
import io.regimen.db.Page;
import io.regimen.db.Paging;
import io.regimen.db.RejudgedRunView;
import io.regimen.db.RejudgementQueries;
import io.regimen.db.RejudgementView;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.Problem;
import io.regimen.workflows.RejudgeRequest;
import io.regimen.workflows.RejudgeStatus;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.temporal.api.common.v1.WorkflowExecution;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges trained runs again under other terms, without training. */
@Controller("/api/rejudgements")
final class RejudgementController {
    private static final Paging FIRST_REASONS = new Paging(50, 0);

    private final RejudgementQueries rejudgements;
    private final GridWorkflows workflows;
    private final RejudgementEstimator estimator;

    RejudgementController(RejudgementQueries rejudgements, GridWorkflows workflows, RejudgementEstimator estimator) {
        this.rejudgements = rejudgements;
        this.workflows = workflows;
        this.estimator = estimator;
    }

    /** A rejudgement that was started. */
    record Started(
            String name,
            String workflowId,
            String runId,
            @Nullable String webUi) {}

    /** A control that was passed on. */
    record Control(String name, String workflowId, String action) {}

    /** What a rejudgement would cost. Starts nothing. 422 if the request has problems, or its runs cannot be judged. */
    @Post("/estimate")
    RejudgementEstimate estimate(@Body RejudgeRequest request) {
        requireValid(request);
        return estimator.estimate(request);
    }

    /** Starts a rejudgement. 422 if the request has problems, 409 if one of this name is running. */
    @Post
    @ApiResponse(
            responseCode = "201",
            description = "Started; Location is its path",
            content = @Content(schema = @Schema(implementation = Started.class)))
    HttpResponse<Started> start(@Body RejudgeRequest request) {
        requireValid(request);
        String name = String.valueOf(request.name());
        RejudgeRequest named = request.named(name, request.createdBy() == null ? "api" : request.createdBy());
        WorkflowExecution execution = workflows.start(named, "judges again, started by " + named.createdBy());
        return HttpResponse.created(
                new Started(name, execution.getWorkflowId(), execution.getRunId(), workflows.link(execution)),
                URI.create("/api/rejudgements/" + name));
    }

    /** Rejudgements, newest first. */
    @Get
    Page<RejudgementView> list(@Nullable @QueryValue Integer limit, @Nullable @QueryValue Long offset) {
        return rejudgements.list(Params.paging(limit, offset));
    }

    /** The newest rejudgement of a name. */
    @Get("/{name}")
    RejudgementDetail one(@PathVariable String name) {
        Optional<WorkflowState> workflow = workflow(name);
        Optional<RejudgementView> row = rejudgements.latest(name);
        if (row.isEmpty() || (workflow.isPresent() && isOlder(row.get(), workflow.get()))) {
            return RejudgementDetail.withoutPlan(name, workflow.orElseThrow(() -> unknown(name)));
        }
        List<RejudgedRunView> notJudged = new ArrayList<>();
        for (RejudgeStatus status : List.of(RejudgeStatus.FAILED, RejudgeStatus.REFUSED)) {
            notJudged.addAll(rejudgements
                    .runs(row.get().id(), Params.text(status), FIRST_REASONS)
                    .items());
        }
        return RejudgementDetail.of(row.get(), notJudged, workflow.orElse(null));
    }

    /** Runs of the newest rejudgement of a name, those whose model file is there first, each in the order of their ids. */
    @Get("/{name}/runs")
    Page<RejudgedRunView> runs(
            @PathVariable String name,
            @Nullable @QueryValue RejudgeStatus status,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue Long offset) {
        RejudgementView row = rejudgements.latest(name).orElseThrow(() -> unknown(name));
        return rejudgements.runs(row.id(), Params.text(status), Params.paging(limit, offset));
    }

    /** Ends a rejudgement: running backtests are told to stop, the other runs are cancelled. */
    @Post("/{name}/cancel")
    @Status(HttpStatus.ACCEPTED)
    Control cancel(@PathVariable String name) {
        String workflowId = RejudgeRequest.workflowId(name);
        if (workflow(name).isEmpty()) {
            throw unknown(name);
        }
        if (!workflows.cancel(workflowId)) {
            throw Rejection.conflict("Rejudgement " + name + " has ended");
        }
        return new Control(name, workflowId, "cancel");
    }

    private static void requireValid(RejudgeRequest request) {
        List<Problem> problems = request.problems();
        if (!problems.isEmpty()) {
            throw Rejection.invalid(problems);
        }
    }

    private Optional<WorkflowState> workflow(String name) {
        return GridRequest.NAME.matcher(name).matches()
                ? workflows.state(RejudgeRequest.workflowId(name))
                : Optional.empty();
    }

    private static Rejection unknown(String name) {
        return Rejection.notFound("There is no rejudgement \"" + name + "\"; GET /api/rejudgements lists them");
    }

    /** Whether a rejudgement had ended before the newest execution began, whose plan is not stored yet. */
    private static boolean isOlder(RejudgementView row, WorkflowState workflow) {
        return row.completedAt() != null
                && workflow.startedAt() != null
                && row.completedAt().isBefore(workflow.startedAt());
    }
}
