package io.regimen.api.grid;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.regimen.db.RejudgedRunView;
import io.regimen.db.RejudgementView;
import io.regimen.workflows.RejudgeRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a rejudgement. While its workflow is planning there are no counts.
 *
 * @param status planning, running, completed or cancelled; failed, terminated or timed_out if the workflow ended that way
 *     before the rejudgement did
 * @param counts with the request and when it began and ended
 * @param notJudged the first runs that were refused or failed, each with its reason and its configuration hash
 */
record RejudgementDetail(
        String name,
        String workflowId,
        String status,
        @JsonUnwrapped @Nullable Counts counts,
        List<RejudgedRunView> notJudged,
        @Nullable WorkflowState workflow) {
    private static final Set<String> ENDED = Set.of("completed", "cancelled");

    /** What the row says, without what stands beside it. */
    record Counts(
            long id,
            int total,
            long pending,
            long running,
            long judged,
            long alreadyJudged,
            long refused,
            long failed,
            long cancelled,
            String createdBy,
            java.time.Instant createdAt,
            java.time.@Nullable Instant completedAt,
            com.fasterxml.jackson.databind.JsonNode request) {}

    static RejudgementDetail of(
            RejudgementView row, List<RejudgedRunView> notJudged, @Nullable WorkflowState workflow) {
        boolean open = !ENDED.contains(row.status());
        return new RejudgementDetail(
                row.name(),
                row.workflowId(),
                open && workflow != null && workflow.isKnown() && !workflow.isOpen() ? status(workflow) : row.status(),
                new Counts(
                        row.id(),
                        row.total(),
                        row.pending(),
                        row.running(),
                        row.judged(),
                        row.alreadyJudged(),
                        row.refused(),
                        row.failed(),
                        row.cancelled(),
                        row.createdBy(),
                        row.createdAt(),
                        row.completedAt(),
                        row.request()),
                notJudged,
                workflow);
    }

    /** An execution without a row: its plan is not stored yet, or could not be made. */
    static RejudgementDetail withoutPlan(String name, WorkflowState workflow) {
        return new RejudgementDetail(
                name,
                RejudgeRequest.workflowId(name),
                workflow.isOpen() ? "planning" : status(workflow),
                null,
                List.of(),
                workflow);
    }

    private static String status(WorkflowState workflow) {
        return workflow.status().equals("canceled") ? "cancelled" : workflow.status();
    }
}
