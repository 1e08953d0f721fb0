package io.regimen.activities.step;

import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.artifact.CorruptObjectException;
import io.regimen.activities.artifact.MissingObjectException;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.feature.CorruptFeatureSetException;
import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSetFile;
import io.regimen.db.ArtifactRepository;
import io.regimen.db.FeatureSetRepository;
import io.regimen.db.FeatureSetRepository.FeatureSetRow;
import io.regimen.workflows.FailureKind;
import io.temporal.failure.ApplicationFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Stored feature sets. Each attempt to store one writes an object of its own, after a row that says so; the set's own row
 * names the newest. What is replaced, or was left by an attempt that died, is for the sweep to delete.
 */
@Singleton
final class FeatureFiles {
    private final FeatureSetRepository rows;
    private final ArtifactRepository artifacts;
    private final ObjectStore store;
    private final TransactionOperations<Connection> transactions;

    FeatureFiles(
            FeatureSetRepository rows,
            ArtifactRepository artifacts,
            ObjectStore store,
            TransactionOperations<Connection> transactions) {
        this.rows = rows;
        this.artifacts = artifacts;
        this.store = store;
        this.transactions = transactions;
    }

    /** What is stored under a name. */
    sealed interface Found {
        record Present(FeatureSet set) implements Found {}

        record Absent() implements Found {}

        /** There should be a file, but it is gone or has other bytes. */
        record Unusable(String reason) implements Found {}
    }

    Found find(String hash) {
        Optional<FeatureSetRow> row = rows.byHash(hash);
        @Nullable String key = row.map(FeatureSetRow::objectKey).orElse(null);
        @Nullable String sha256 = row.map(FeatureSetRow::fileSha256).orElse(null);
        if (key == null || sha256 == null) {
            return new Found.Absent();
        }
        try {
            Path file = Files.createTempFile("features-", ".parquet");
            try {
                store.getToFile(key, file);
                Found found = new Found.Present(FeatureSetFile.read(file, hash, sha256));
                artifacts.used(key);
                return found;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (MissingObjectException | CorruptObjectException | CorruptFeatureSetException e) {
            return new Found.Unusable(String.valueOf(e.getMessage()));
        } catch (SdkException | UncheckedIOException e) {
            // a connection that breaks off leaves the SDK as either
            throw unreachable(hash, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stores a set under its name, replacing what is there.
     *
     * @param spec its specification as JSON
     * @param seconds how long it took to compute
     * @param appendedTo the set that it was made from, if it was
     */
    void store(
            String hash, String datasetHash, String spec, FeatureSet set, double seconds, @Nullable String appendedTo) {
        String key = "features/" + hash + "/" + UUID.randomUUID() + ".parquet";
        try {
            Path file = Files.createTempFile("features-", ".parquet");
            try {
                String sha256 = FeatureSetFile.write(set, hash, file);
                rows.announce(
                        hash,
                        datasetHash,
                        spec,
                        set.values().columns(),
                        set.values().rows(),
                        set.warmup(),
                        key);
                long bytes = Files.size(file);
                artifacts.announceFeatures(hash, key, sha256, bytes);
                store.putFile(key, file);
                declarePresent(hash, key, () -> rows.complete(hash, key, sha256, bytes, seconds, appendedTo));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (SdkException | UncheckedIOException e) {
            // a connection that breaks off leaves the SDK as either
            throw unreachable(hash, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An upload that took so long that it was taken for dead stays given up; so does one that another has overtaken. */
    private void declarePresent(String hash, String key, IntSupplier write) {
        transactions.executeWrite(status -> {
            if (artifacts.move(key, "UPLOADING", "PRESENT") == 0) {
                return null;
            }
            if (write.getAsInt() == 1) {
                artifacts.replaceFeatures(hash, key);
            } else {
                artifacts.move(key, "PRESENT", "DELETE_PENDING");
            }
            return null;
        });
    }

    private static ApplicationFailure unreachable(String hash, RuntimeException e) {
        return Failures.of(
                FailureKind.ERROR,
                "the object store did not take or give feature set " + hash + ", it will be asked again: "
                        + e.getMessage());
    }
}
