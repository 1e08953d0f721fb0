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
 * Evaluations of runs as the activities write them. {@code fence} counts attempts to judge again: a write that names an
 * older fence changes nothing. While an evaluation is running, the run's model file is kept.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface EvaluationRepository extends GenericRepository<EvaluationRepository.RunEvaluation, Long> {
    /** What the activities need to know of an evaluation. */
    @Introspected
    record RunEvaluation(
            long trainingRunId, String evaluationHash, String status, String owner, int fence, String source) {
        /** Whether it was made from kept position streams, without the model. */
        public boolean isFromStreams() {
            return source.equals("streams");
        }
    }

    String EVALUATION = "select training_run_id, evaluation_hash, status, owner, fence, source from run_evaluations ";

    String ONE = " where training_run_id = :runId and evaluation_hash = :evaluationHash ";

    @Query(EVALUATION + ONE)
    Optional<RunEvaluation> find(long runId, String evaluationHash);

    /** Under what a run was judged, as JSON; empty if it was not, or not to the end. */
    @Query("select cast(evaluation as text) from run_evaluations" + ONE + "and status = 'completed'")
    Optional<String> completedTerms(long runId, String evaluationHash);

    @Query(EVALUATION + ONE + "for update")
    Optional<RunEvaluation> lock(long runId, String evaluationHash);

    /** Records the evaluation for which a run was trained, when it is judged. */
    @Query("""
            insert into run_evaluations (training_run_id, evaluation_hash, evaluation, origin, status, owner, fence,
                baseline_metrics, beats_baselines, distinct_streams, backtest_duration_seconds,
                database_duration_seconds, completed_at)
            select id, evaluation_hash, evaluation, 'training', 'completed', owner, fence, baseline_metrics,
                beats_baselines, distinct_streams, backtest_duration_seconds, database_duration_seconds, now()
            from training_runs where id = :runId
            on conflict (training_run_id, evaluation_hash) do nothing""")
    int addTrained(long runId);

    /**
     * Begins an attempt to judge a run again: writes of earlier ones no longer count.
     *
     * @param source model or streams
     */
    @Query("""
            insert into run_evaluations (training_run_id, evaluation_hash, evaluation, origin, status, owner, fence, source)
            values (:runId, :evaluationHash, cast(:evaluation as jsonb), 'rejudgement', 'running', :owner, 1, :source)
            on conflict (training_run_id, evaluation_hash) do update
            set status = 'running', owner = excluded.owner, source = excluded.source, fence = run_evaluations.fence + 1, failure_kind = null,
                error_message = null, completed_at = null
            where run_evaluations.status <> 'completed'""")
    int begin(long runId, String evaluationHash, String evaluation, String owner, String source);

    /** The evaluation if it is running under this fence, locked against a change of state until the transaction ends. */
    @Query(EVALUATION + ONE + "and fence = :fence and status = 'running' for share")
    Optional<RunEvaluation> sharedWhileRunning(long runId, String evaluationHash, int fence);

    @Query("""
            update run_evaluations
            set backtest_duration_seconds = :backtestSeconds, database_duration_seconds = :databaseSeconds,
                distinct_streams = :distinctStreams, baseline_metrics = cast(:baselines as jsonb),
                beats_baselines = :beatsBaselines
            where training_run_id = :runId and evaluation_hash = :evaluationHash and fence = :fence
              and status = 'running'""")
    int recordBacktests(
            long runId,
            String evaluationHash,
            int fence,
            double backtestSeconds,
            double databaseSeconds,
            int distinctStreams,
            String baselines,
            @Nullable Boolean beatsBaselines);

    /** Keeps what the run's forecasts were worth, as JSON; what is there stays, for equal input gives equal scores. */
    @Query("""
            insert into forecast_quality (training_run_id, evaluation_hash, quality)
            values (:runId, :evaluationHash, cast(:quality as jsonb))
            on conflict (training_run_id, evaluation_hash) do nothing""")
    int addForecastQuality(long runId, String evaluationHash, String quality);

    @Query("""
            update run_evaluations
            set status = :status, failure_kind = :failureKind, error_message = :message, completed_at = now()
            where training_run_id = :runId and evaluation_hash = :evaluationHash and status = 'running'""")
    int end(long runId, String evaluationHash, String status, @Nullable String failureKind, @Nullable String message);

    /** With the position streams that were kept of them. */
    @Query("""
            with streams as (
              delete from run_streams where training_run_id = :runId and evaluation_hash = :evaluationHash)
            delete from inference_backtests where training_run_id = :runId and evaluation_hash = :evaluationHash""")
    int deleteBacktests(long runId, String evaluationHash);

    /** Those of the runs, given as a PostgreSQL array literal, that were judged under an evaluation. */
    @Query("""
            select training_run_id from run_evaluations
            where evaluation_hash = :evaluationHash and status = 'completed'
              and training_run_id = any(cast(:runs as bigint[]))""")
    List<Long> judgedUnder(String evaluationHash, String runs);
}
