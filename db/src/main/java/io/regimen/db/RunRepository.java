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
 * Training runs as the activities write them. {@code fence} counts training attempts: a write that names an older fence
 * changes nothing, so a worker that was thought dead cannot disturb its successor.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RunRepository extends GenericRepository<RunRepository.Run, Long> {
    /** What the activities need to know of a run. */
    @Introspected
    record Run(
            long id,
            String runKey,
            String configHash,
            String status,
            String owner,
            int fence,
            boolean judged,
            String symbol,
            String baseTimeframe,
            String datasetHash,
            long seed,
            String evaluation,
            String evaluationHash,
            @Nullable String modelSha256,
            boolean isModelKept,
            String bestRegimes) {}

    String RUN = """
            select id, run_key, config_hash, status, owner, fence, judged, symbol, base_timeframe, dataset_hash, seed,
                   cast(evaluation as text) as evaluation, evaluation_hash, model_sha256, is_model_kept,
                   cast(best_regimes as text) as best_regimes
            from training_runs
            """;

    @Query("""
            insert into training_runs (run_key, config_hash, status, owner, model_type, encoder, symbol, base_timeframe,
                days_history, horizon, latency_bars, indicator_tfs, additional_features, preprocessing_params,
                model_hyperparams, dataset_hash, feature_set_hash, code_version, seed, evaluation, evaluation_hash,
                created_by)
            select :runKey, :configHash, 'running', :owner, c ->> 'model_type', c ->> 'encoder', c ->> 'symbol',
                c ->> 'base_timeframe', cast(c ->> 'days_history' as integer), cast(c ->> 'horizon' as integer),
                cast(c ->> 'latency_bars' as integer), c -> 'indicator_tfs', c -> 'additional_features',
                c -> 'preprocessing_params', c -> 'model_params', :datasetHash, :featureSetHash, :codeVersion, :seed,
                cast(:evaluation as jsonb), :evaluationHash, :createdBy
            from (select cast(:config as jsonb) as c) as cell
            on conflict (run_key) do nothing""")
    int add(
            String runKey,
            String configHash,
            String owner,
            String config,
            String datasetHash,
            String featureSetHash,
            String codeVersion,
            long seed,
            String evaluation,
            String evaluationHash,
            String createdBy);

    @Query(RUN + "where run_key = :runKey")
    Optional<Run> byKey(String runKey);

    @Query(RUN + "where run_key = :runKey for update")
    Optional<Run> lockByKey(String runKey);

    @Query(RUN + "where id = :id for update")
    Optional<Run> lock(long id);

    @Query(RUN + "where id = :id")
    Optional<Run> byId(long id);

    /** The configuration that a run was trained for, as JSON: from its own row, for grids may be deleted. */
    @Query("""
            select cast(jsonb_build_object('model_type', model_type, 'encoder', encoder, 'symbol', symbol,
                'base_timeframe', base_timeframe, 'days_history', days_history, 'horizon', horizon,
                'latency_bars', latency_bars, 'indicator_tfs', indicator_tfs,
                'additional_features', additional_features, 'preprocessing_params', preprocessing_params,
                'model_params', model_hyperparams) as text)
            from training_runs where id = :id""")
    String config(long id);

    @Query("select feature_set_hash from training_runs where id = :id")
    String featureSetHash(long id);

    /** Completed runs among keys given as a PostgreSQL array literal. */
    @Query(RUN + "where status = 'completed' and run_key = any(cast(:keys as text[]))")
    List<Run> completed(String keys);

    /** Gives a run that nobody works on to a workflow, under the evaluation of its grid. */
    @Query("""
            update training_runs
            set owner = :owner, status = 'running', judged = false, failure_kind = null, error_message = null,
                completed_at = null, started_at = now(), evaluation = cast(:evaluation as jsonb),
                evaluation_hash = :evaluationHash
            where id = :id""")
    int takeOver(long id, String owner, String evaluation, String evaluationHash);

    /** Begins an attempt: writes of earlier ones no longer count. */
    @Query("""
            update training_runs set fence = fence + 1
            where id = :id and owner = :owner and status = 'running'""")
    int raiseFence(long id, String owner);

    @Query("""
            update training_runs
            set model_sha256 = :sha256, model_file_path = :objectKey, model_file_size_bytes = :bytes,
                training_duration_seconds = :seconds, feature_count = :features, training_rows = :rows,
                training_metrics = cast(:metrics as jsonb)
            where id = :id and fence = :fence and status = 'running'""")
    int recordModel(
            long id,
            int fence,
            String sha256,
            String objectKey,
            long bytes,
            double seconds,
            int features,
            int rows,
            String metrics);

    @Query("""
            update training_runs
            set backtest_duration_seconds = :backtestSeconds, database_duration_seconds = :databaseSeconds,
                distinct_streams = :distinctStreams, baseline_metrics = cast(:baselines as jsonb),
                beats_baselines = :beatsBaselines
            where id = :id and fence = :fence and status = 'running'""")
    int recordBacktests(
            long id,
            int fence,
            double backtestSeconds,
            double databaseSeconds,
            int distinctStreams,
            String baselines,
            @Nullable Boolean beatsBaselines);

    /** The run if it is running under this fence, locked against a change of state until the transaction ends. */
    @Query(RUN + "where id = :id and fence = :fence and status = 'running' for share")
    Optional<Run> sharedWhileRunning(long id, int fence);

    @Query("update training_runs set judged = true where id = :id")
    int markJudged(long id);

    /** Makes an evaluation under which a run was judged the one that the run's row, and so every list, shows. */
    @Query("""
            update training_runs r
            set evaluation = e.evaluation, evaluation_hash = e.evaluation_hash, baseline_metrics = e.baseline_metrics,
                beats_baselines = e.beats_baselines, distinct_streams = e.distinct_streams,
                backtest_duration_seconds = e.backtest_duration_seconds,
                database_duration_seconds = e.database_duration_seconds
            from run_evaluations e
            where r.id = :id and e.training_run_id = r.id and e.evaluation_hash = :evaluationHash""")
    int showEvaluation(long id, String evaluationHash);

    /** What a run leads in, and whether its file is kept: as a leader's, or as one of the best of a regime. */
    @Query("""
            update training_runs
            set best_regimes = coalesce((select jsonb_agg(regime_name order by regime_name) from regime_best_models
                                         where training_run_id = :id), '[]'),
                is_model_kept = exists (select 1 from regime_best_models where training_run_id = :id)
                    or exists (select 1 from leader_candidates where training_run_id = :id and place is not null)
            where id = :id""")
    int refreshLeads(long id);

    @Query("""
            update training_runs
            set status = :status, failure_kind = :failureKind, error_message = :message, completed_at = now()
            where id = :id and status = 'running'""")
    int end(long id, String status, @Nullable String failureKind, @Nullable String message);

    /** With the position streams that were kept of them. */
    @Query("""
            with streams as (delete from run_streams where training_run_id = :id)
            delete from inference_backtests where training_run_id = :id""")
    int deleteBacktests(long id);

    @Query("select count(*) from inference_backtests where training_run_id = :id")
    int countBacktests(long id);
}
