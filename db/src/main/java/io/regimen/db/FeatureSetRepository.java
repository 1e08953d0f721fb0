package io.regimen.db;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Feature sets by hash. The row is written before its object and says that the object is there, by its SHA-256, only
 * afterwards: no object is without a row.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface FeatureSetRepository extends GenericRepository<FeatureSetRepository.FeatureSetRow, String> {
    /**
     * A feature set.
     *
     * @param fileSha256 null while no file of it is known to be stored
     * @param appendedTo the feature set of the dataset that this one's dataset continues, if it was made from it
     */
    @Introspected
    record FeatureSetRow(
            String hash,
            String datasetHash,
            int columns,
            int rows,
            int warmup,
            @Nullable String objectKey,
            @Nullable String fileSha256,
            @Nullable Long bytes,
            @Nullable Double computeSeconds,
            @Nullable String appendedTo) {}

    @Query("""
            select hash, dataset_hash, columns, rows, warmup, object_key, file_sha256, bytes, compute_seconds, appended_to
            from feature_sets where hash = :hash""")
    Optional<FeatureSetRow> byHash(String hash);

    /** Says that an object is about to be stored; what was stored under this hash before no longer counts. */
    @Query("""
            insert into feature_sets (hash, dataset_hash, spec, columns, rows, warmup, object_key)
            values (:hash, :datasetHash, cast(:spec as jsonb), :columns, :rows, :warmup, :objectKey)
            on conflict (hash) do update
            set columns = excluded.columns, rows = excluded.rows, warmup = excluded.warmup,
                object_key = excluded.object_key, file_sha256 = null, bytes = null, compute_seconds = null,
                appended_to = null""")
    int announce(String hash, String datasetHash, String spec, int columns, int rows, int warmup, String objectKey);

    /** Says that the object is there; changes nothing if another was announced since. */
    @Query("""
            update feature_sets
            set file_sha256 = :fileSha256, bytes = :bytes, compute_seconds = :computeSeconds, appended_to = :appendedTo
            where hash = :hash and object_key = :objectKey""")
    int complete(
            String hash,
            String objectKey,
            String fileSha256,
            long bytes,
            double computeSeconds,
            @Nullable String appendedTo);

    /** The datasets that a dataset was appended to, in their order; none if it was not made by appending. */
    @Query("select unnest(parent_hashes) from datasets where hash = :datasetHash and origin = 'append'")
    List<String> datasetsContinuedBy(String datasetHash);
}
