package io.regimen.activities.step;

import io.regimen.workflows.FailureKind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what another thread does, and shows meanwhile that the activity lives. */
final class Beating {
    private static final long BEAT_MILLIS = 250;

    private Beating() {}

    /**
     * The result of some work, or its exception.
     *
     * @param beat called several times a second; what it throws, such as the answer that the activity was cancelled, ends
     *     the waiting but not the work
     */
    static <T> T await(CompletableFuture<T> work, Runnable beat) {
        while (true) {
            try {
                return work.get(BEAT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                beat.run();
            } catch (ExecutionException e) {
                switch (e.getCause()) {
                    case Error error -> throw error;
                    case RuntimeException failed -> throw failed;
                    case null, default -> throw new IllegalStateException(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failures.of(FailureKind.ERROR, "the worker stops and no longer waits");
            }
        }
    }
}
