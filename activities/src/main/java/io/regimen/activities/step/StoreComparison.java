package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.artifact.MissingObjectException;
import io.regimen.activities.artifact.ObjectInfo;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.step.FaultPoint.Place;
import io.regimen.db.ArtifactRepository.Artifact;
import io.regimen.db.FileBatches;
import io.regimen.db.FileBatches.By;
import io.regimen.db.FileBatches.OrphanObject;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.StoreListing;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the store holds with what the rows say, in both directions. The listing goes through page by page and
 * leaves its mark in the rows; a row without a mark is asked for by its key before its file is said to be missing. Keys
 * are used once and the row comes before the object, so an object without a row will never get one.
 */
@Singleton
final class StoreComparison {
    /** Where files with rows lie. Datasets come object first, and are never deleted. */
    static final List<String> FOLDERS = List.of("models/", "features/");

    private static final String GONE = "the object is gone";

    private static final int PAGE = 1000;
    /** Orphans of one sweep; the next takes the rest. */
    private static final int MOST_ORPHANS = 10_000;
    /** Where so many and more than half do not fit, these are not the tables of this store. */
    private static final int DOUBTFUL = 100;

    private final FileBatches files;
    private final FileDeletion deletion;
    private final ObjectStore store;
    private final TransactionOperations<Connection> transactions;
    private final FaultPoint faults;

    StoreComparison(
            FileBatches files,
            FileDeletion deletion,
            ObjectStore store,
            TransactionOperations<Connection> transactions,
            FaultPoint faults) {
        this.files = files;
        this.deletion = deletion;
        this.store = store;
        this.transactions = transactions;
        this.faults = faults;
    }

    /**
     * Compares and mends.
     *
     * @param startedAt rows that changed later are left alone
     * @param orphansBefore objects without a row that are younger are left alone
     */
    StoreListing compare(Instant startedAt, Instant orphansBefore, boolean dryRun, By by, Runnable beat) {
        FileDeletion.Passes passes = new FileDeletion.Passes(faults);
        Listed listed = list(startedAt, orphansBefore, passes, beat);
        if (listed.unknown >= DOUBTFUL && 2 * listed.unknown > listed.objects) {
            throw doubtful(listed.unknown + " of " + listed.objects + " objects in the store have no row");
        }
        List<Artifact> missing = missing(startedAt, beat);
        if (missing.size() >= DOUBTFUL && 2L * missing.size() > listed.objects) {
            throw doubtful(missing.size() + " files that should be in the store are not among its " + listed.objects
                    + " objects");
        }
        SweepTally tally = new SweepTally();
        listed.orphans.forEach(orphan -> tally.add("object.deleted", "object", "no row", orphan.bytes(), orphan.key()));
        missing.forEach(file -> tally.add("file.missing", file, GONE));
        if (!dryRun) {
            deleteOrphans(listed.orphans, by, passes, beat);
            missing.forEach(file -> change(file, "MISSING", GONE, by));
            beat.run();
        }
        findAgain(dryRun, tally, by, beat);
        return new StoreListing(listed.objects, dryRun ? tally.actions() : List.of());
    }

    private static final class Listed {
        private long objects;
        private long unknown;
        private final List<OrphanObject> orphans = new ArrayList<>();
    }

    private Listed list(Instant startedAt, Instant orphansBefore, FileDeletion.Passes passes, Runnable beat) {
        Listed listed = new Listed();
        for (String folder : FOLDERS) {
            try (Stream<ObjectInfo> objects = store.list(folder)) {
                Iterator<ObjectInfo> all = objects.iterator();
                while (all.hasNext()) {
                    List<ObjectInfo> page = new ArrayList<>();
                    while (all.hasNext() && page.size() < PAGE) {
                        page.add(all.next());
                    }
                    take(page, startedAt, orphansBefore, listed);
                    beat.run();
                    passes.reached(Place.AFTER_STORE_PAGE);
                }
            }
        }
        return listed;
    }

    private void take(List<ObjectInfo> page, Instant startedAt, Instant orphansBefore, Listed listed) {
        List<String> keys = page.stream().map(ObjectInfo::key).toList();
        Set<String> known = transactions.executeWrite(status -> files.seen(keys, startedAt));
        for (ObjectInfo object : page) {
            listed.objects++;
            if (!known.contains(object.key())) {
                listed.unknown++;
                if (object.lastModified().isBefore(orphansBefore) && listed.orphans.size() < MOST_ORPHANS) {
                    listed.orphans.add(new OrphanObject(object.key(), object.bytes()));
                }
            }
        }
    }

    /** Rows that the listing did not mark, and whose objects are not there when asked for. */
    private List<Artifact> missing(Instant startedAt, Runnable beat) {
        Queue<Artifact> missing = new ConcurrentLinkedQueue<>();
        FilePages.each(
                PAGE,
                after -> transactions.executeRead(status -> files.unseen(startedAt, after, PAGE)),
                page -> FileDeletion.inParallel(
                        page,
                        file -> {
                            if (!store.exists(file.objectKey())) {
                                missing.add(file);
                            }
                        },
                        beat));
        return missing.stream().sorted(Comparator.comparingLong(Artifact::id)).toList();
    }

    /** The audit comes first: nothing goes without a line in it. */
    private void deleteOrphans(List<OrphanObject> orphans, By by, FileDeletion.Passes passes, Runnable beat) {
        for (int from = 0; from < orphans.size(); from += PAGE) {
            List<OrphanObject> batch = orphans.subList(from, Math.min(orphans.size(), from + PAGE));
            transactions.executeWrite(status -> {
                files.orphans(batch, by);
                return null;
            });
            passes.reached(Place.BEFORE_ORPHAN_DELETED);
            deletion.deleteObjects(batch.stream().map(OrphanObject::key).toList(), beat);
            passes.reached(Place.AFTER_ORPHAN_DELETED);
        }
    }

    /** Files that were missing or damaged and have their bytes again: restored from a backup, perhaps. */
    private void findAgain(boolean dryRun, SweepTally tally, By by, Runnable beat) {
        FilePages.each(
                PAGE,
                after -> transactions.executeRead(status -> files.inState(List.of("MISSING", "DAMAGED"), after, PAGE)),
                page -> page.forEach(file -> {
                    beat.run();
                    if (isWhole(file)) {
                        tally.add("file.present", file, "the object is back");
                        if (!dryRun) {
                            change(file, "PRESENT", null, by);
                        }
                    }
                }));
    }

    private boolean isWhole(Artifact file) {
        try {
            return store.sha256(file.objectKey()).equals(file.sha256());
        } catch (MissingObjectException e) {
            return false;
        }
    }

    private void change(Artifact file, String state, @Nullable String reason, By by) {
        transactions.executeWrite(status -> files.found(file.id(), state, reason, by));
    }

    private static RuntimeException doubtful(String what) {
        return Failures.of(
                FailureKind.BAD_INPUT,
                what + ": these are hardly the tables of this store. Nothing was changed; check REGIMEN_S3_BUCKET and"
                        + " REGIMEN_DB_URL");
    }
}
