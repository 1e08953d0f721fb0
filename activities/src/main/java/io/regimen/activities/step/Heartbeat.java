package io.regimen.activities.step;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import java.time.Duration;

/**
 * Tells Temporal that an activity moves, four times per heartbeat timeout at most, so that a step that takes
 * milliseconds costs no beat at all.
 */
final class Heartbeat {
    private static final int BEATS_PER_TIMEOUT = 4;

    private final ActivityExecutionContext context = Activity.getExecutionContext();
    private final long intervalNanos;
    private long last = System.nanoTime();

    Heartbeat() {
        ActivityInfo info = context.getInfo();
        Duration timeout = info.getHeartbeatTimeout();
        intervalNanos = timeout.toNanos() / BEATS_PER_TIMEOUT;
    }

    /**
     * Called whenever work was done.
     *
     * @throws io.temporal.client.ActivityCompletionException if the activity was cancelled or is no longer wanted
     */
    void moved(String progress) {
        long now = System.nanoTime();
        if (now - last >= intervalNanos) {
            last = now;
            context.heartbeat(progress);
        }
    }
}
