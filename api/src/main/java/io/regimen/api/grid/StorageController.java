package io.regimen.api.grid;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.regimen.api.web.Params;
import io.regimen.api.web.Rejection;
import io.regimen.db.Page;
import io.regimen.db.StorageJobRepository;
import io.regimen.db.StorageJobView;
import io.regimen.workflows.Problem;
import io.regimen.workflows.StorageCheckRequest;
import io.regimen.workflows.SweepRequest;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.temporal.api.common.v1.WorkflowExecution;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sweeps and checks of the store: starts them, and tells what they did and found. */
@Controller("/api/files")
final class StorageController {
    private final StorageJobRepository jobs;
    private final GridWorkflows workflows;

    StorageController(StorageJobRepository jobs, GridWorkflows workflows) {
        this.jobs = jobs;
        this.workflows = workflows;
    }

    /**
     * A job that was started.
     *
     * @param execution names it in {@code /api/files/jobs}
     */
    record StartedJob(
            String execution, String workflowId, @Nullable String webUi) {}

    /** Which jobs to list. */
    enum JobKind {
        SWEEP,
        VERIFY,
        RESTORE_CHECK,
        RETRAIN
    }

    /** Starts a sweep, or a dry run of one. 422 if the request has problems, 409 if one is running. */
    @Post("/sweeps")
    @ApiResponse(
            responseCode = "201",
            description = "Started; Location is its path",
            content = @Content(schema = @Schema(implementation = StartedJob.class)))
    HttpResponse<StartedJob> sweep(@Body SweepRequest request) {
        refuse(request.problems());
        SweepRequest named = new SweepRequest(
                request.dryRun(),
                request.graceSeconds(),
                request.uploadSeconds(),
                request.unusedSeconds(),
                request.createdBy() == null ? "api" : request.createdBy(),
                request.unknown());
        return started(
                workflows.start(named, (request.dryRun() ? "dry run" : "sweep") + ", started by " + named.createdBy()));
    }

    /** Starts a check of what is in the store. 422 if the request has problems, 409 if one of its kind is running. */
    @Post("/checks")
    @ApiResponse(
            responseCode = "201",
            description = "Started; Location is its path",
            content = @Content(schema = @Schema(implementation = StartedJob.class)))
    HttpResponse<StartedJob> check(@Body StorageCheckRequest request) {
        refuse(request.problems());
        StorageCheckRequest named = new StorageCheckRequest(
                request.kind(),
                request.sample(),
                request.seed(),
                request.createdBy() == null ? "api" : request.createdBy(),
                request.unknown());
        return started(workflows.start(named, named.kindOrDefault() + ", started by " + named.createdBy()));
    }

    /** Sweeps and checks, newest first. */
    @Get("/jobs")
    Page<StorageJobView> list(
            @Nullable @QueryValue JobKind kind,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue Long offset) {
        return jobs.list(kind == null ? null : kind.name().toLowerCase(Locale.ROOT), Params.paging(limit, offset));
    }

    /** A sweep or check with its report. 404 too until a worker has begun it. */
    @Get("/jobs/{execution}")
    StorageJobView one(@PathVariable String execution) {
        return jobs.byExecution(execution)
                .orElseThrow(() -> Rejection.notFound("There is no job \"" + execution
                        + "\", or no worker has begun it; GET /api/files/jobs lists them"));
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw Rejection.invalid(problems);
        }
    }

    private HttpResponse<StartedJob> started(WorkflowExecution execution) {
        return HttpResponse.created(
                new StartedJob(execution.getRunId(), execution.getWorkflowId(), workflows.link(execution)),
                URI.create("/api/files/jobs/" + execution.getRunId()));
    }
}
