package io.regimen.workflows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a grid is carried out; none of it changes a result.
 *
 * @param window cells open at a time
 * @param heartbeatSeconds a training that has not moved for this long is given to another worker
 * @param cellHours a step of one cell that has not ended after so many hours fails the cell
 * @param trainQueue trains on this task queue instead of the family's own, to move work
 * @param keepStreams whose position streams are kept, default leaders; what was kept before stays as it was
 */
public record Execution(
        int window,
        int heartbeatSeconds,
        int cellHours,
        @Nullable String trainQueue,
        KeepStreams keepStreams) {
    // Jackson hands absent numbers in as zero and the rest as null: each then takes its default
    @SuppressWarnings("NullAway")
    public Execution(
            int window,
            int heartbeatSeconds,
            int cellHours,
            @Nullable String trainQueue,
            @Nullable KeepStreams keepStreams) {

        this.window = window == 0 ? 4 : window;
        this.heartbeatSeconds = heartbeatSeconds == 0 ? 10 : heartbeatSeconds;
        this.cellHours = cellHours == 0 ? 72 : cellHours;
        this.trainQueue = trainQueue;
        this.keepStreams = keepStreams == null ? KeepStreams.LEADERS : keepStreams;
    }

    public static Execution defaults() {
        return new Execution(0, 0, 0, null, null);
    }

    Duration heartbeat() {
        return Duration.ofSeconds(heartbeatSeconds);
    }

    Duration cellLimit() {
        return Duration.ofHours(cellHours);
    }

    List<Problem> problems() {
        List<Problem> out = new ArrayList<>();
        check("execution.window", window, 1, 500, out);
        check("execution.heartbeat_seconds", heartbeatSeconds, 2, 600, out);
        check("execution.cell_hours", cellHours, 1, 720, out);
        if (trainQueue != null && !GridRequest.NAME.matcher(trainQueue).matches()) {
            out.add(new Problem("execution.train_queue", "not a queue name", "Use letters, digits, '.', '_' and '-'"));
        }
        return out;
    }

    private static void check(String field, int value, int min, int max, List<Problem> out) {
        if (value < min || value > max) {
            out.add(new Problem(field, value + " is out of bounds", "Use " + min + " to " + max));
        }
    }
}
