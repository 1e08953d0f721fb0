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
 * Files in the object store: UPLOADING before the object is written, PRESENT once it is there, DELETE_PENDING when it is
 * no longer wanted, DELETED when the object is gone; MISSING and DAMAGED when the object was found to be gone or to have
 * other bytes. A row never leads without its object, an object never exists without a row.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ArtifactRepository extends GenericRepository<ArtifactRepository.Artifact, Long> {
    /**
     * A file.
     *
     * @param kind model or features
     * @param trainingRunId null for features
     * @param reason why it was given up, or what was found wrong with it
     */
    @Introspected
    record Artifact(
            long id,
            String kind,
            @Nullable Long trainingRunId,
            String objectKey,
            String sha256,
            long bytes,
            String state,
            @Nullable String reason) {}

    String ARTIFACT = "select id, kind, training_run_id, object_key, sha256, bytes, state, reason from artifacts ";

    /** Why the model file of a run that leads nowhere is not wanted. */
    String WHY_LOST = """
            case when exists (select 1 from promotions p where p.training_run_id = artifacts.training_run_id
                                                           and p.outcome in ('FIRST', 'PROMOTED')) then 'displaced'
                 when exists (select 1 from promotions p where p.training_run_id = artifacts.training_run_id)
                   then 'never led'
                 else 'not judged' end
            """;

    @Query("""
            insert into artifacts (training_run_id, kind, object_key, sha256, bytes, state)
            values (:runId, 'model', :objectKey, :sha256, :bytes, 'UPLOADING')
            on conflict (object_key) do nothing""")
    int announce(long runId, String objectKey, String sha256, long bytes);

    @Query("""
            insert into artifacts (feature_set_hash, kind, object_key, sha256, bytes, state)
            values (:featureSetHash, 'features', :objectKey, :sha256, :bytes, 'UPLOADING')""")
    int announceFeatures(String featureSetHash, String objectKey, String sha256, long bytes);

    /** Every file of a feature set but one is given up; uploads of other attempts are left to end by themselves. */
    @Query("""
            update artifacts set state = 'DELETE_PENDING', state_changed_at = now(), reason = 'replaced'
            where feature_set_hash = :featureSetHash and object_key <> :objectKey
              and state in ('PRESENT', 'MISSING', 'DAMAGED')""")
    int replaceFeatures(String featureSetHash, String objectKey);

    /** Remembers that a file was read, to the hour. */
    @Query("""
            update artifacts set used_at = now()
            where object_key = :objectKey and used_at < now() - interval '1 hour'""")
    int used(String objectKey);

    @Query("update artifacts set state = :to, state_changed_at = now() where object_key = :objectKey and state = :from")
    int move(String objectKey, String from, String to);

    @Query(ARTIFACT + "where training_run_id = :runId and state = 'PRESENT' order by id desc limit 1")
    Optional<Artifact> present(long runId);

    /** Model files that are, or may be, in the store. */
    @Query(ARTIFACT + "where state <> 'DELETED' and kind = 'model' order by object_key")
    List<Artifact> undeleted();

    @Query("select count(*) from artifacts where state = 'DELETED' and kind = 'model'")
    long countDeleted();

    /** Files of unfinished uploads of earlier attempts are given up. */
    @Query("""
            update artifacts set state = 'DELETE_PENDING', state_changed_at = now(), reason = 'upload abandoned'
            where training_run_id = :runId and state = 'UPLOADING'""")
    int abandonUploads(long runId);

    /** Every file of a run that leads nowhere, and that nobody judges again, is given up; the caller says it has ended. */
    @Query("""
            update artifacts set state = 'DELETE_PENDING', state_changed_at = now(), reason =
            """ + WHY_LOST + """
             where training_run_id = :runId and state in ('UPLOADING', 'PRESENT', 'MISSING', 'DAMAGED')
              and not exists (select 1 from kept_runs k where k.training_run_id = :runId)""")
    int giveUp(long runId);
}
