package io.regimen.activities.step;

import io.regimen.activities.artifact.CorruptObjectException;
import io.regimen.activities.artifact.MissingObjectException;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.feature.CorruptFeatureSetException;
import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSetFile;
import io.regimen.db.FeatureSetRepository;
import io.regimen.db.FeatureSetRepository.FeatureSetRow;
import io.regimen.workflows.FailureKind;
import io.temporal.failure.ApplicationFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Stored feature sets. The key of an object is the name of what is in it, so that a set that is computed again replaces
 * its own file, and nothing is left over from an attempt that died.
 */
@Singleton
final class FeatureFiles {
    private final FeatureSetRepository rows;
    private final ObjectStore store;

    FeatureFiles(FeatureSetRepository rows, ObjectStore store) {
        this.rows = rows;
        this.store = store;
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
                return new Found.Present(FeatureSetFile.read(file, hash, sha256));
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
        String key = "features/" + hash + ".parquet";
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
                store.putFile(key, file);
                rows.complete(hash, sha256, Files.size(file), seconds, appendedTo);
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

    private static ApplicationFailure unreachable(String hash, RuntimeException e) {
        return Failures.of(
                FailureKind.ERROR,
                "the object store did not take or give feature set " + hash + ", it will be asked again: "
                        + e.getMessage());
    }
}
