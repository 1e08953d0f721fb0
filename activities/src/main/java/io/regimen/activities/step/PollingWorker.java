package io.regimen.activities.step;

import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A worker that polls its task queue from construction until it is closed. */
public final class PollingWorker implements AutoCloseable {
    /**
     * The SDK would hold beats back for 80 % of the heartbeat timeout, and a cancellation comes with the answer to a beat:
     * it would be noticed only after the timeout.
     */
    public static final Duration BEAT_AT_MOST_EVERY = Duration.ofSeconds(1);

    private static final long ORDERLY_SECONDS = 20;

    private final WorkerFactory factory;
    private final ActivityContext activities;

    /** Starts polling; what the factory's workers execute is registered already. */
    public PollingWorker(WorkerFactory factory, ActivityContext activities) {
        this.factory = factory;
        this.activities = activities;
        factory.start();
    }

    /** Stops polling, lets running activities end for a while, then interrupts them: Temporal repeats them elsewhere. */
    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(ORDERLY_SECONDS, TimeUnit.SECONDS);
        factory.shutdownNow();
        activities.close();
    }
}
