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
    /** The best run of a regime in a market. */
    @Introspected
    record Leader(
            String symbol,
            String timeframe,
            String regimeName,
            long trainingRunId,
            long inferenceBacktestId,
            double performanceScore,
            String runKey,
            String evaluationHash) {
        /** Decides between equal scores. */
        public String key() {
            return key(runKey, evaluationHash);
        }

        /** The same for a run under an evaluation that does not lead yet. */
        public static String key(String runKey, String evaluationHash) {
            return runKey + "/" + evaluationHash;
        }
    }

    /**
     * Per regime of one backtest: the numbers that selection needs. Null where a metric is undefined.
     */
    @Introspected
    record Candidate(
            long backtestId,
            int configIndex,
            String regimeName,
            int validationTrades,
            @Nullable Double validationSharpe,
            int testTrades,
            int testBars,
            @Nullable Double testSharpe) {}

    String LEADER = """
            select symbol, timeframe, regime_name, training_run_id, inference_backtest_id, performance_score, run_key,
                   (select b.evaluation_hash from inference_backtests b where b.id = inference_backtest_id)
                       as evaluation_hash
            from regime_best_models
            """;

    /** Makes transactions that judge runs of one market follow each other. */
    @Query("select 1 from (select pg_advisory_xact_lock(hashtextextended(:market, 0))) as locked")
    int lockMarket(String market);

    @Query("""
            select b.id as backtest_id, b.config_index, r.key as regime_name,
                   cast(r.value #>> '{validation,trades}' as integer)         as validation_trades,
                   cast(r.value #>> '{validation,sharpe}' as double precision) as validation_sharpe,
                   cast(r.value #>> '{test,trades}' as integer)               as test_trades,
                   cast(r.value #>> '{test,bars}' as integer)                 as test_bars,
                   cast(r.value #>> '{test,sharpe}' as double precision)       as test_sharpe
            from inference_backtests b cross join lateral jsonb_each(b.regime_metrics) r
            where b.training_run_id = :runId and b.evaluation_hash = :evaluationHash
            order by r.key, b.config_index""")
    List<Candidate> candidates(long runId, String evaluationHash);

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
                secondary_metrics)
            select :symbol, :timeframe, :regime, :runId, :backtestId, :artifactId, :score, :runKey, :validationScore,
                :trades, :bars, :verdict, :verdictReason, b.regime_metrics -> :regime
            from inference_backtests b where b.id = :backtestId
            on conflict (symbol, timeframe, regime_name) do update
            set training_run_id = excluded.training_run_id, inference_backtest_id = excluded.inference_backtest_id,
                artifact_id = excluded.artifact_id, performance_score = excluded.performance_score,
                run_key = excluded.run_key, validation_score = excluded.validation_score, trades = excluded.trades,
                bars = excluded.bars, verdict = excluded.verdict, verdict_reason = excluded.verdict_reason,
                secondary_metrics = excluded.secondary_metrics, achieved_at = now(),
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
            String verdictReason);

    @Query("""
            insert into promotions (training_run_id, regime_name, evaluation_hash, symbol, timeframe,
                inference_backtest_id, validation_score, score, outcome, displaced_run_id, displaced_score)
            values (:runId, :regime, :evaluationHash, :symbol, :timeframe, :backtestId, :validationScore, :score,
                :outcome, :displacedRunId, :displacedScore)
            on conflict (training_run_id, regime_name, evaluation_hash) do nothing""")
    int addPromotion(
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
            @Nullable Double displacedScore);
}
