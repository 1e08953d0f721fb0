package io.regimen.api.grid;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.db.GridView;
import io.regimen.db.ReasonView;
import io.regimen.workflows.GridRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a grid: counts of its cells, why some failed or were left out, and its workflow. While the workflow is
 * planning the grid there is no id and there are no counts.
 *
 * @param status planning, running, paused, completed or cancelled; failed, terminated or timed_out if the workflow ended
 *     that way before the grid did
 */
record GridDetail(
        @Nullable Long id,
        String name,
        String workflowId,
        String status,
        int total,
        long pending,
        long running,
        long succeeded,
        long skipped,
        long failed,
        long cancelled,
        @Nullable Long seed,
        @Nullable Integer maxParallel,
        @Nullable String createdBy,
        @Nullable Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant pausedAt,
        @Nullable Instant completedAt,
        @Nullable JsonNode configGrid,
        List<ReasonView> reasons,
        @Nullable WorkflowState workflow) {
    private static final Set<String> ENDED = Set.of("completed", "cancelled");

    /** An execution that has a row. */
    static GridDetail of(GridView grid, List<ReasonView> reasons, @Nullable WorkflowState workflow) {
        String status = !hasEnded(grid) && workflow != null && workflow.isKnown() && !workflow.isOpen()
                ? status(workflow)
                : grid.status();
        return new GridDetail(
                grid.id(),
                grid.name(),
                grid.workflowId(),
                status,
                grid.total(),
                grid.pending(),
                grid.running(),
                grid.succeeded(),
                grid.skipped(),
                grid.failed(),
                grid.cancelled(),
                grid.seed(),
                grid.maxParallel(),
                grid.createdBy(),
                grid.createdAt(),
                grid.startedAt(),
                grid.pausedAt(),
                grid.completedAt(),
                grid.configGrid(),
                reasons,
                workflow);
    }

    /** An execution without a row: its plan is not stored yet, or could not be made. */
    static GridDetail withoutPlan(String name, WorkflowState workflow) {
        return new GridDetail(
                null,
                name,
                GridRequest.workflowId(name),
                workflow.isOpen() ? "planning" : status(workflow),
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                workflow);
    }

    static boolean hasEnded(GridView grid) {
        return ENDED.contains(grid.status());
    }

    private static String status(WorkflowState workflow) {
        return workflow.status().equals("canceled") ? "cancelled" : workflow.status();
    }
}
