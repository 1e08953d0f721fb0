package io.regimen.workflows;

import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A window of child workflows: starts a child only while fewer than {@code limit} are open and the window is not paused.
 * Workflow code: single-threaded by Temporal, so plain fields suffice.
 */
final class OpenChildren {
    private final List<Promise<@Nullable Void>> started = new ArrayList<>();
    private int limit;
    private boolean paused;
    private int open;

    OpenChildren(int limit, boolean paused) {
        this.limit = limit;
        this.paused = paused;
    }

    void limit(int cells) {
        limit = cells;
    }

    void pause(boolean pause) {
        paused = pause;
    }

    /**
     * Waits for room, then starts a child.
     *
     * @param ended receives the child's result, or the failure of a child that failed, was cancelled or terminated
     * @throws io.temporal.failure.CanceledFailure if the workflow was cancelled while waiting: nothing was started
     */
    <R> void start(Supplier<Promise<R>> child, BiConsumer<@Nullable R, @Nullable RuntimeException> ended) {
        Workflow.await(() -> !paused && open < limit);
        open++;
        started.add(child.get().handle((result, failure) -> {
            open--;
            ended.accept(failure == null ? result : null, failure);
            return null;
        }));
    }

    /** Waits until every started child has ended, also when this workflow is cancelled. */
    void drain() {
        Workflow.newDetachedCancellationScope(() -> Promise.allOf(started).get())
                .run();
        started.clear();
    }
}
