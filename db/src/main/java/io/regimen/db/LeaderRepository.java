package io.regimen.db;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leaders per market and regime, and the promotions that made them. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface LeaderRepository extends GenericRepository<LeaderRepository.Leader, Long> {
    /** The best run of a regime in a market; pinned if it was promoted by hand. */
    @Introspected
    record Leader(
            String symbol,
            String timeframe,
            String regimeName,
            long trainingRunId,
            long inferenceBacktestId,
            double performanceScore,
            String runKey,
            String evaluationHash,
            boolean pinned) {
        /** Decides between equal scores. */
        public String key() {
            return key(runKey, evaluationHash);
        }

        /** The same for a run under an evaluation that does not lead yet. */
        public static String key(String runKey, String evaluationHash) {
            return runKey + "/" + evaluationHash;
        }
    }

    /** The metrics of one backtest in all regimes, on validation and on test, as JSON. */
    @Introspected
    record RegimeResults(long backtestId, int configIndex, String metrics) {}

    String LEADER = """
            select symbol, timeframe, regime_name, training_run_id, inference_backtest_id, performance_score, run_key,
                   (select b.evaluation_hash from inference_backtests b where b.id = inference_backtest_id)
                       as evaluation_hash, pinned_by is not null as pinned
            from regime_best_models
            """;

    /** Makes transactions that judge runs of one market follow each other. */
    @Query("select 1 from (select pg_advisory_xact_lock(hashtextextended(:market, 0))) as locked")
    int lockMarket(String market);

    @Query("""
            select id as backtest_id, config_index, cast(regime_metrics as text) as metrics
            from inference_backtests where training_run_id = :runId and evaluation_hash = :evaluationHash
            order by config_index""")
    List<RegimeResults> results(long runId, String evaluationHash);

    @Query(LEADER + "where symbol = :symbol and timeframe = :timeframe order by regime_name for update")
    List<Leader> lockAll(String symbol, String timeframe);

    @Query(LEADER + "where symbol = :symbol and timeframe = :timeframe and regime_name = :regime for update")
    Optional<Leader> lock(String symbol, String timeframe, String regime);

    @Query(LEADER + "order by symbol, timeframe, regime_name")
    List<Leader> all();

    @Query("select regime_name from regime_best_models where training_run_id = :runId order by regime_name")
    List<String> leads(long runId);

    /** Regimes in which a run leads with a backtest of one evaluation. */
    @Query("""
            select l.regime_name from regime_best_models l join inference_backtests b on b.id = l.inference_backtest_id
            where l.training_run_id = :runId and b.evaluation_hash = :evaluationHash order by l.regime_name""")
    List<String> leads(long runId, String evaluationHash);

    @Query("""
            insert into regime_best_models (symbol, timeframe, regime_name, training_run_id, inference_backtest_id,
                artifact_id, performance_score, run_key, validation_score, trades, bars, verdict, verdict_reason,
                secondary_metrics, metric, pinned_by, pinned_reason)
            select :symbol, :timeframe, :regime, :runId, :backtestId, :artifactId, :score, :runKey, :validationScore,
                :trades, :bars, :verdict, :verdictReason, b.regime_metrics -> :regime, :metric,
                :pinnedBy, :pinnedReason
            from inference_backtests b where b.id = :backtestId
            on conflict (symbol, timeframe, regime_name) do update
            set training_run_id = excluded.training_run_id, inference_backtest_id = excluded.inference_backtest_id,
                artifact_id = excluded.artifact_id, performance_score = excluded.performance_score,
                run_key = excluded.run_key, validation_score = excluded.validation_score, trades = excluded.trades,
                bars = excluded.bars, verdict = excluded.verdict, verdict_reason = excluded.verdict_reason,
                secondary_metrics = excluded.secondary_metrics, metric = excluded.metric,
                pinned_by = excluded.pinned_by, pinned_reason = excluded.pinned_reason, achieved_at = now(),
                version = regime_best_models.version + 1""")
    int lead(
            String symbol,
            String timeframe,
            String regime,
            long runId,
            long backtestId,
            long artifactId,
            double score,
            String runKey,
            double validationScore,
            int trades,
            int bars,
            String verdict,
            String verdictReason,
            String metric,
            @Nullable String pinnedBy,
            @Nullable String pinnedReason);

    /** The same leader by another score: what a new policy makes of it. */
    @Query("""
            update regime_best_models l
            set performance_score = :score, validation_score = :validationScore, trades = :trades, bars = :bars,
                metric = :metric, inference_backtest_id = :backtestId, secondary_metrics = b.regime_metrics -> :regime
            from inference_backtests b
            where l.symbol = :symbol and l.timeframe = :timeframe and l.regime_name = :regime and b.id = :backtestId""")
    int rescore(
            String symbol,
            String timeframe,
            String regime,
            long backtestId,
            double score,
            double validationScore,
            int trades,
            int bars,
            String metric);

    /** Says of the leader of a regime that it was promoted by hand, or with nulls that it leads by the policy alone. */
    @Query("""
            update regime_best_models set pinned_by = :by, pinned_reason = :reason
            where symbol = :symbol and timeframe = :timeframe and regime_name = :regime""")
    int pin(String symbol, String timeframe, String regime, @Nullable String by, @Nullable String reason);

    /** A regime without anybody who may lead it. */
    @Query("""
            delete from regime_best_models
            where symbol = :symbol and timeframe = :timeframe and regime_name = :regime""")
    int vacate(String symbol, String timeframe, String regime);

    /**
     * Adds how a competition or a change ended; a competition is decided once.
     *
     * @param cause judgement, hand or policy
     * @return its id, or 0 if this competition was decided before
     */
    @Query("""
            with added as (
              insert into promotions (training_run_id, regime_name, evaluation_hash, symbol, timeframe,
                  inference_backtest_id, validation_score, score, outcome, displaced_run_id, displaced_score,
                  pushed_out_run_id, cause, metric, actor, reason)
              values (:runId, :regime, :evaluationHash, :symbol, :timeframe, :backtestId, :validationScore, :score,
                  :outcome, :displacedRunId, :displacedScore, :pushedOutRunId, :cause, :metric, :actor, :reason)
              on conflict (training_run_id, regime_name, evaluation_hash) where cause = 'judgement' do nothing
              returning id)
            select coalesce(max(id), 0) from added""")
    long addPromotion(
            long runId,
            String regime,
            String evaluationHash,
            String symbol,
            String timeframe,
            @Nullable Long backtestId,
            @Nullable Double validationScore,
            @Nullable Double score,
            String outcome,
            @Nullable Long displacedRunId,
            @Nullable Double displacedScore,
            @Nullable Long pushedOutRunId,
            String cause,
            String metric,
            @Nullable String actor,
            @Nullable String reason);
}
