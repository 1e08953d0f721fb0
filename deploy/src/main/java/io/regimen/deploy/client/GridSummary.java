package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** How a grid stands, in words. Takes the API's answer to GET /api/grids/{ref}. */
final class GridSummary {
    private static final Set<String> GOING_ON = Set.of("planning", "running", "paused");
    private static final List<String> FINAL = List.of("succeeded", "skipped", "failed", "cancelled");

    private GridSummary() {}

    static boolean hasEnded(JsonNode grid) {
        return !GOING_ON.contains(grid.path("status").asText());
    }

    /** Whether every cell ended well. */
    static boolean isGood(JsonNode grid) {
        return grid.path("status").asText().equals("completed")
                && grid.path("failed").asLong() == 0;
    }

    static long total(JsonNode grid) {
        return grid.path("total").asLong();
    }

    /** Cells in a final state. */
    static long ended(JsonNode grid) {
        return FINAL.stream().mapToLong(state -> grid.path(state).asLong()).sum();
    }

    /** Counts that are not zero: 3 succeeded, 1 failed. */
    static String counts(JsonNode grid) {
        return FINAL.stream()
                .filter(state -> grid.path(state).asLong() > 0)
                .map(state -> grid.path(state).asLong() + " " + state)
                .collect(Collectors.joining(", "));
    }

    /** The last word on a grid that has ended. */
    static String end(JsonNode grid) {
        StringBuilder text = new StringBuilder(
                "grid " + grid.path("name").asText() + " " + grid.path("status").asText());
        if (total(grid) > 0) {
            text.append(": ").append(total(grid)).append(" cells, ").append(counts(grid));
        }
        String failure = failure(grid);
        if (!failure.isEmpty()) {
            text.append(": ").append(failure);
        }
        String reasons = reasons(grid);
        return reasons.isEmpty() ? text.toString() : text + System.lineSeparator() + reasons;
    }

    /** Why the whole grid failed, such as a request that planning refused; empty if it did not. */
    static String failure(JsonNode grid) {
        return grid.path("workflow").path("failure").asText();
    }

    /** Why cells failed or were left out, one line per reason. */
    static String reasons(JsonNode grid) {
        return StreamSupport.stream(grid.path("reasons").spliterator(), false)
                .map(reason -> "  " + reason.path("cells").asLong() + " "
                        + reason.path("status").asText() + ": "
                        + (reason.has("failure_kind")
                                ? reason.path("failure_kind").asText() + " "
                                : "")
                        + reason.path("reason").asText("no reason given") + " (first: cell "
                        + reason.path("first_index").asLong() + ")")
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
