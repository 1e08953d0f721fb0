package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.artifact.StoreLimits;
import io.regimen.db.ArtifactRepository.Artifact;
import io.regimen.db.FileBatches;
import io.regimen.db.FileBatches.By;
import io.regimen.db.FileBatches.Cutoffs;
import io.regimen.db.FileQueries;
import io.regimen.workflows.FailureKind;
import io.regimen.workflows.SweepRequest;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the store within its limits: nothing is begun that would be stored while it is full. */
@Singleton
final class StoreSpace {
    private static final int BATCH = 500;
    /** Reading a file is remembered to the hour. */
    private static final Duration COLD = Duration.ofHours(1);

    private final StoreLimits limits;
    private final FileQueries queries;
    private final FileBatches files;
    private final FileDeletion deletion;
    private final TransactionOperations<Connection> transactions;

    StoreSpace(
            ObjectStore store,
            FileQueries queries,
            FileBatches files,
            FileDeletion deletion,
            TransactionOperations<Connection> transactions) {
        this.limits = store.limits();
        this.queries = queries;
        this.files = files;
        this.deletion = deletion;
        this.transactions = transactions;
    }

    /** Makes room if the policy says so, and fails as NO_SPACE, saying what is full, if there still is none. */
    void require() {
        Optional<String> full = exceeded();
        if (full.isPresent() && limits.dropFeatures() && dropColdFeatures()) {
            full = exceeded();
        }
        full.ifPresent(what -> {
            throw Failures.of(FailureKind.NO_SPACE, what);
        });
    }

    private Optional<String> exceeded() {
        return limits.exceeded(limits.quota() == null ? 0 : queries.storedBytes());
    }

    /** Returns whether anything went. */
    private boolean dropColdFeatures() {
        Instant now = transactions.executeRead(status -> files.now());
        SweepRequest sweep = SweepRequest.defaults("space");
        Cutoffs cutoffs = new Cutoffs(now.minus(sweep.grace()), now.minus(sweep.upload()), now.minus(COLD));
        List<Long> cold = transactions.executeRead(status -> files.doomed(cutoffs, 0, BATCH)).stream()
                .filter(file -> file.kind().equals("features"))
                .map(Artifact::id)
                .toList();
        if (cold.isEmpty()) {
            return false;
        }
        By by = new By(Cells.owner(), null);
        transactions.executeWrite(status -> files.giveUp(cold, cutoffs, by));
        Heartbeat heartbeat = new Heartbeat();
        deletion.deleteAll(by, () -> heartbeat.moved("makes room in the store"));
        return true;
    }
}
