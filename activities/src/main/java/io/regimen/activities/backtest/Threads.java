package io.regimen.activities.backtest;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Independent pieces of work on a few threads. */
final class Threads {
    private Threads() {}

    /**
     * Runs all work and returns when it is done; the calling thread takes part. What a piece throws is thrown here.
     *
     * @param threads from 1
     * @param moved is called on the calling thread, after each piece that it did
     */
    static void run(int threads, List<Runnable> work, Runnable moved) {
        AtomicInteger next = new AtomicInteger();
        int helpers = Math.min(threads, work.size()) - 1;
        if (helpers <= 0) {
            takeTurns(next, work, moved);
            return;
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(helpers)) {
            List<Future<?>> others = IntStream.range(0, helpers)
                    .<Future<?>>mapToObj(helper -> pool.submit(() -> takeTurns(next, work, () -> {})))
                    .toList();
            takeTurns(next, work, moved);
            for (Future<?> other : others) {
                join(other);
            }
        }
    }

    private static void takeTurns(AtomicInteger next, List<Runnable> work, Runnable moved) {
        for (int i = next.getAndIncrement(); i < work.size(); i = next.getAndIncrement()) {
            work.get(i).run();
            moved.run();
        }
    }

    private static void join(Future<?> other) {
        try {
            other.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while backtesting", e);
        }
    }
}
