package io.regimen.db;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/**
 * Files in the object store: UPLOADING before the object is written, PRESENT once it is there, DELETE_PENDING when it no
 * longer leads, DELETED when the object is gone. A row never leads without its object, an object never exists without a
 * row.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ArtifactRepository extends GenericRepository<ArtifactRepository.Artifact, Long> {
    /** A file. */
    @Introspected
    record Artifact(long id, long trainingRunId, String objectKey, String sha256, long bytes, String state) {}

    String ARTIFACT = "select id, training_run_id, object_key, sha256, bytes, state from artifacts ";

    @Query("""
            insert into artifacts (training_run_id, kind, object_key, sha256, bytes, state)
            values (:runId, 'model', :objectKey, :sha256, :bytes, 'UPLOADING')
            on conflict (object_key) do nothing""")
    int announce(long runId, String objectKey, String sha256, long bytes);

    @Query("update artifacts set state = :to, state_changed_at = now() where object_key = :objectKey and state = :from")
    int move(String objectKey, String from, String to);

    @Query(ARTIFACT + "where training_run_id = :runId and state = 'PRESENT' order by id desc limit 1")
    Optional<Artifact> present(long runId);

    @Query(ARTIFACT + "where state <> 'DELETED' order by object_key")
    List<Artifact> undeleted();

    @Query("select count(*) from artifacts where state = 'DELETED'")
    long countDeleted();

    /** Files of unfinished uploads of earlier attempts are given up. */
    @Query("""
            update artifacts set state = 'DELETE_PENDING', state_changed_at = now()
            where training_run_id = :runId and state = 'UPLOADING'""")
    int abandonUploads(long runId);

    /** Every file of a run that leads nowhere, and that nobody judges again, is given up. */
    @Query("""
            update artifacts set state = 'DELETE_PENDING', state_changed_at = now()
            where training_run_id = :runId and state in ('UPLOADING', 'PRESENT')
              and not exists (select 1 from regime_best_models b where b.training_run_id = :runId)
              and not exists (select 1 from run_evaluations e
                              where e.training_run_id = :runId and e.status = 'running')""")
    int giveUp(long runId);

    /** Files to delete that belong to a run or to runs that it displaced. */
    @Query(ARTIFACT + """
                    where state = 'DELETE_PENDING'
                      and (training_run_id = :runId
                           or training_run_id in (select displaced_run_id from promotions where training_run_id = :runId))
                    order by id""")
    List<Artifact> toDelete(long runId);
}
