package io.regimen.db;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rejudgements and the runs they ask for, as the activities write them. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RejudgementRepository extends GenericRepository<RejudgementRepository.Rejudgement, Long> {
    /** One execution. */
    @Introspected
    record Rejudgement(
            long id, String uuid, String name, String workflowId, String request, int total, String status) {}

    /** A run of a rejudgement. */
    @Introspected
    record Item(
            long rejudgementId,
            int position,
            long trainingRunId,
            String evaluationHash,
            String evaluation,
            String label,
            String status,
            String leads,
            @Nullable String failureKind,
            @Nullable String reason) {}

    /**
     * A run that a filter lets through, and whether its file is there to be read.
     *
     * @param lostFile the file should be there, but is missing or damaged
     */
    @Introspected
    record Match(
            long id,
            String runKey,
            String configHash,
            String status,
            String modelType,
            String symbol,
            String baseTimeframe,
            int horizon,
            int daysHistory,
            String evaluation,
            @Nullable String failureKind,
            boolean hasFile,
            boolean lostFile) {}

    /** Runs by state. */
    @Introspected
    record Counts(
            long pending, long running, long judged, long alreadyJudged, long refused, long failed, long cancelled) {}

    String REJUDGEMENT =
            "select id, uuid, name, workflow_id, cast(request as text) as request, total, status from rejudgements ";

    String ITEM = """
            select rejudgement_id, position, training_run_id, evaluation_hash, cast(evaluation as text) as evaluation,
                   label, status, cast(leads as text) as leads, failure_kind, reason
            from rejudgement_runs
            """;

    /** Runs named by id, or all that a filter lets through; the oldest first. An empty list of ids is no filter. */
    @Query("""
            select r.id, r.run_key, r.config_hash, r.status, r.model_type, r.symbol, r.base_timeframe, r.horizon,
                   r.days_history, cast(r.evaluation as text) as evaluation, r.failure_kind,
                   exists (select 1 from artifacts a where a.training_run_id = r.id and a.state = 'PRESENT') as has_file,
                   exists (select 1 from artifacts a where a.training_run_id = r.id and a.state in ('MISSING', 'DAMAGED'))
                       as lost_file
            from training_runs r
            where (cardinality(cast(:runs as bigint[])) = 0 and r.status = 'completed'
                   or r.id = any(cast(:runs as bigint[])))
              and (cast(:symbol as text) is null or r.symbol = :symbol)
              and (cast(:timeframe as text) is null or r.base_timeframe = :timeframe)
              and (cast(:modelType as text) is null or r.model_type = :modelType)
              and (not :leadersOnly or exists (select 1 from regime_best_models l where l.training_run_id = r.id))
            order by r.id
            limit :most""")
    List<Match> matches(
            String runs,
            @Nullable String symbol,
            @Nullable String timeframe,
            @Nullable String modelType,
            boolean leadersOnly,
            int most);

    @Query("""
            insert into rejudgements (uuid, name, workflow_id, request, total, status, created_by)
            values (:uuid, :name, :workflowId, cast(:request as jsonb), :total, 'running', :createdBy)
            on conflict (uuid) do nothing""")
    int add(String uuid, String name, String workflowId, String request, int total, String createdBy);

    @Query(REJUDGEMENT + "where uuid = :uuid")
    Optional<Rejudgement> byUuid(String uuid);

    @Query(REJUDGEMENT + "where id = :id")
    Optional<Rejudgement> byId(long id);

    /** Earlier executions under a workflow id that are still marked open: they were terminated. */
    @Query(REJUDGEMENT + "where workflow_id = :workflowId and id < :id and status = 'running' order by id")
    List<Rejudgement> abandoned(String workflowId, long id);

    @Query("""
            insert into rejudgement_runs (rejudgement_id, position, training_run_id, config_hash, evaluation_hash,
                evaluation, label, status, reason, finished_at)
            values (:rejudgementId, :position, :runId, :configHash, :evaluationHash, cast(:evaluation as jsonb), :label,
                :status, :reason, case when :status <> 'pending' then now() end)
            on conflict (rejudgement_id, position) do nothing""")
    int addRun(
            long rejudgementId,
            int position,
            long runId,
            String configHash,
            String evaluationHash,
            String evaluation,
            String label,
            String status,
            @Nullable String reason);

    @Query(ITEM + "where rejudgement_id = :rejudgementId and status in ('pending', 'running') order by position")
    List<Item> unfinished(long rejudgementId);

    @Query(ITEM + "where rejudgement_id = :rejudgementId and position = :position")
    Optional<Item> item(long rejudgementId, int position);

    @Query("""
            update rejudgement_runs set status = 'running'
            where rejudgement_id = :rejudgementId and position = :position and status = 'pending'""")
    int start(long rejudgementId, int position);

    /** Gives a run of a rejudgement its final state; one that has a final state keeps it. */
    @Query("""
            update rejudgement_runs
            set status = :status, leads = cast(:leads as jsonb), failure_kind = :failureKind, reason = :reason,
                finished_at = now()
            where rejudgement_id = :rejudgementId and position = :position and status in ('pending', 'running')""")
    int endRun(
            long rejudgementId,
            int position,
            String status,
            String leads,
            @Nullable String failureKind,
            @Nullable String reason);

    @Query("update rejudgements set status = :status, completed_at = now() where id = :id and status = 'running'")
    int end(long id, String status);

    @Query("""
            select count(*) filter (where status = 'pending')        as pending,
                   count(*) filter (where status = 'running')        as running,
                   count(*) filter (where status = 'judged')         as judged,
                   count(*) filter (where status = 'already_judged') as already_judged,
                   count(*) filter (where status = 'refused')        as refused,
                   count(*) filter (where status = 'failed')         as failed,
                   count(*) filter (where status = 'cancelled')      as cancelled
            from rejudgement_runs where rejudgement_id = :id""")
    Counts counts(long id);
}
