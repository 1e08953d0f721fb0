package io.regimen.activities.step;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** Divides this machine's processors among the judgements that are running: one alone may use all of them. */
@Singleton
final class ProcessorShares {
    private final AtomicInteger running = new AtomicInteger();

    /** A judgement that is running, until it is closed. */
    final class Share implements AutoCloseable {
        private Share() {
            running.incrementAndGet();
        }

        /** How many threads it may use now, itself included. */
        int threads() {
            return Math.max(1, Runtime.getRuntime().availableProcessors() / running.get());
        }

        @Override
        public void close() {
            running.decrementAndGet();
        }
    }

    Share take() {
        return new Share();
    }
}
