package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.step.FaultPoint.Place;
import io.regimen.db.ArtifactRepository.Artifact;
import io.regimen.db.FileBatches;
import io.regimen.db.FileBatches.By;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Deletes the objects of files that were given up: claims them, deletes the objects, then says so in the rows and the
 * audit. Whatever dies in between, the row still says that there is something to delete, and deleting twice does no harm.
 */
@Singleton
final class FileDeletion {
    private static final int BATCH = 200;
    /** The store's client keeps five connections open. */
    private static final int AT_A_TIME = 4;

    private final FileBatches files;
    private final ObjectStore store;
    private final TransactionOperations<Connection> transactions;
    private final FaultPoint faults;

    FileDeletion(
            FileBatches files, ObjectStore store, TransactionOperations<Connection> transactions, FaultPoint faults) {
        this.files = files;
        this.store = store;
        this.transactions = transactions;
        this.faults = faults;
    }

    /** Files of a run, and of the runs it displaced, but for those that another workflow is deleting. */
    void deleteOf(long runId, String workflowId) {
        Passes passes = new Passes(faults);
        List<Artifact> claimed;
        do {
            claimed = transactions.executeWrite(status -> files.claimOf(runId, workflowId, BATCH));
            delete(claimed, new By(workflowId, null), passes, () -> {});
        } while (claimed.size() == BATCH);
    }

    /** All files that were given up, by whomever. */
    void deleteAll(By by, Runnable beat) {
        Passes passes = new Passes(faults);
        List<Artifact> claimed;
        long after = 0;
        do {
            long from = after;
            claimed = transactions.executeWrite(status -> files.claim(by.workflowId(), from, BATCH));
            delete(claimed, by, passes, beat);
            after = claimed.isEmpty() ? after : claimed.getLast().id();
        } while (claimed.size() == BATCH);
    }

    private void delete(List<Artifact> claimed, By by, Passes passes, Runnable beat) {
        if (claimed.isEmpty()) {
            return;
        }
        passes.reached(Place.AFTER_DELETE_CLAIMED);
        deleteObjects(claimed.stream().map(Artifact::objectKey).toList(), beat);
        passes.reached(Place.AFTER_OBJECT_DELETED);
        transactions.executeWrite(status -> {
            files.deleted(claimed.stream().map(Artifact::id).toList(), by);
            return null;
        });
        passes.reached(Place.AFTER_DELETED);
    }

    /** Deletes objects, a few at a time; fails if one of them could not be deleted, after all others. */
    void deleteObjects(List<String> keys, Runnable beat) {
        inParallel(keys, store::delete, beat);
    }

    /**
     * Does something with each of many things, a few at a time, and beats meanwhile. If it fails for one, it is done with
     * all others before that leaves.
     */
    static <T> void inParallel(List<T> things, Consumer<T> work, Runnable beat) {
        if (things.size() == 1) {
            work.accept(things.getFirst());
            return;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<CompletableFuture<Void>> all = things.stream()
                    .map(thing -> CompletableFuture.runAsync(() -> work.accept(thing), threads))
                    .toList();
            try {
                Beating.await(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)), beat);
            } catch (RuntimeException e) {
                threads.shutdownNow();
                throw e;
            }
        }
    }

    /** Counts how often an attempt has passed each place. */
    static final class Passes {
        private final FaultPoint faults;
        private final Map<Place, Integer> times = new EnumMap<>(Place.class);

        Passes(FaultPoint faults) {
            this.faults = faults;
        }

        void reached(Place place) {
            faults.reached(place, times.merge(place, 1, Integer::sum) - 1);
        }
    }
}
