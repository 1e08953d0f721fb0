package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.artifact.MissingObjectException;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.db.ArtifactRepository.Artifact;
import io.regimen.db.DatasetRepository;
import io.regimen.db.FileBatches;
import io.regimen.db.FileBatches.By;
import io.regimen.db.RunRepository;
import io.regimen.db.RunRepository.Run;
import io.regimen.workflows.StorageCheckReport;
import io.regimen.workflows.StorageCheckReport.Finding;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Reads every file and compares its hash with the recorded one; marks those that are gone or have other bytes. */
@Singleton
final class FileVerification {
    private static final int PAGE = 200;

    private final FileBatches files;
    private final DatasetRepository datasets;
    private final RunRepository runs;
    private final ObjectStore store;
    private final TransactionOperations<Connection> transactions;

    FileVerification(
            FileBatches files,
            DatasetRepository datasets,
            RunRepository runs,
            ObjectStore store,
            TransactionOperations<Connection> transactions) {
        this.files = files;
        this.datasets = datasets;
        this.runs = runs;
        this.store = store;
        this.transactions = transactions;
    }

    StorageCheckReport verify(long job, By by, Runnable beat) {
        CheckCounts counts = new CheckCounts();
        FilePages.each(
                PAGE,
                after -> transactions.executeRead(
                        status -> files.inState(List.of("PRESENT", "MISSING", "DAMAGED"), after, PAGE)),
                page -> verify(page, by, counts, beat));
        verifyDatasets(counts, beat);
        return counts.report(job);
    }

    private void verify(List<Artifact> page, By by, CheckCounts counts, Runnable beat) {
        ConcurrentSkipListMap<Long, State> states = new ConcurrentSkipListMap<>();
        FileDeletion.inParallel(page, file -> states.put(file.id(), state(file.objectKey(), file.sha256())), beat);
        for (Artifact file : page) {
            State state = states.get(file.id());
            if (state == null) {
                throw new IllegalStateException("file " + file.id() + " was not read");
            }
            boolean changed = transactions.executeWrite(status -> files.found(file.id(), state.name(), state.what, by));
            counts.read(file.bytes());
            // one whose state neither changed nor was known before was given up while it was being read
            if (state.what != null && (changed || file.state().equals(state.name()))) {
                @Nullable
                Run run = file.trainingRunId() == null
                        ? null
                        : runs.byId(file.trainingRunId()).orElse(null);
                counts.bad(new Finding(
                        file.objectKey(), state.what, file.trainingRunId(), run == null ? null : run.configHash()));
            }
        }
    }

    private void verifyDatasets(CheckCounts counts, Runnable beat) {
        for (DatasetRepository.Dataset dataset : datasets.all()) {
            beat.run();
            State state = state(dataset.objectKey(), dataset.fileSha256());
            counts.read(dataset.bytes());
            if (state.what != null) {
                counts.bad(new Finding(dataset.objectKey(), "dataset: " + state.what, null, null));
            }
        }
    }

    /** As in the database. */
    private enum State {
        PRESENT(null),
        MISSING("the object is gone"),
        DAMAGED("the object has other bytes than were stored");

        private final @Nullable String what;

        State(@Nullable String what) {
            this.what = what;
        }
    }

    private State state(String key, String sha256) {
        try {
            return store.sha256(key).equals(sha256) ? State.PRESENT : State.DAMAGED;
        } catch (MissingObjectException e) {
            return State.MISSING;
        }
    }
}
