package io.regimen.activities.step;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.transaction.TransactionOperations;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.model.FlatFile;
import io.regimen.activities.model.PackedFile;
import io.regimen.db.ArtifactRepository;
import io.regimen.db.ArtifactRepository.Artifact;
import io.regimen.db.RunRepository;
import io.regimen.workflows.Json;
import jakarta.inject.Singleton;
import java.sql.Connection;

/**
 * Model files through their states. The row comes before the object and outlives it, so that whatever dies in between,
 * no object is without a row; every step may be repeated.
 */
@Singleton
final class ModelFiles {
    private static final long RECENT_BYTES = 64L << 20;

    private final ArtifactRepository artifacts;
    private final ObjectStore store;
    private final FileDeletion deletion;
    private final TransactionOperations<Connection> transactions;

    ModelFiles(
            ArtifactRepository artifacts,
            ObjectStore store,
            FileDeletion deletion,
            TransactionOperations<Connection> transactions) {
        this.artifacts = artifacts;
        this.store = store;
        this.deletion = deletion;
        this.transactions = transactions;
    }

    /** Gives up and deletes what earlier attempts of a run left half-uploaded. */
    void clearUploads(long runId) {
        if (artifacts.abandonUploads(runId) > 0) {
            deletePending(runId);
        }
    }

    /** Files of this worker's latest trainings: it usually backtests what it has trained. */
    private final Cache<String, byte[]> recent = Caffeine.newBuilder()
            .maximumWeight(RECENT_BYTES)
            .weigher((String key, byte[] file) -> file.length)
            .build();

    /** Announces and uploads a file under a key that no other attempt uses. */
    String upload(RunRepository.Run run, byte[] file, String sha256) {
        String key = "models/" + run.runKey() + "/" + run.fence() + "/" + sha256;
        artifacts.announce(run.id(), key, sha256, file.length);
        store.put(key, file);
        recent.put(key, file);
        return key;
    }

    /** Declares an upload complete, together with the caller's own write; false if a later attempt has taken over. */
    boolean declarePresent(String key, java.util.function.BooleanSupplier write) {
        boolean current = transactions.executeWrite(status -> {
            boolean written = write.getAsBoolean() && artifacts.move(key, "UPLOADING", "PRESENT") == 1;
            if (!written) {
                status.setRollbackOnly();
            }
            return written;
        });
        if (!current) {
            store.delete(key);
        }
        return current;
    }

    /**
     * A run's model file, unpacked; what is stored has the hash that the database holds.
     *
     * @throws CorruptFileException if it has another hash or is gone
     */
    byte[] read(long runId) {
        Artifact artifact = artifact(runId);
        byte[] known = recent.getIfPresent(artifact.objectKey());
        return checked(artifact, known == null ? store.get(artifact.objectKey(), FlatFile.MAX_BYTES) : known);
    }

    /** The same from the store itself, although this worker may have the bytes. */
    byte[] readStored(long runId) {
        Artifact artifact = artifact(runId);
        return checked(artifact, store.get(artifact.objectKey(), FlatFile.MAX_BYTES));
    }

    private Artifact artifact(long runId) {
        return artifacts
                .present(runId)
                .orElseThrow(() -> new CorruptFileException("run " + runId + " has no model file"));
    }

    private static byte[] checked(Artifact artifact, byte[] file) {
        String sha256 = Json.sha256Hex(file);
        if (!sha256.equals(artifact.sha256())) {
            throw new CorruptFileException("model file " + artifact.objectKey() + " has the hash " + sha256
                    + " instead of the recorded one; it will not be read");
        }
        return PackedFile.unpack(file);
    }

    /** Deletes the objects of files that a run, or what it displaced, has given up. */
    void deletePending(long runId) {
        deletion.deleteOf(runId, Cells.owner());
    }
}
