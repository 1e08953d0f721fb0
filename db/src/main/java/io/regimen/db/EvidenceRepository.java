package io.regimen.db;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was measured of leaders, and what it is held against. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface EvidenceRepository extends GenericRepository<EvidenceRepository.Assessed, Long> {
    /**
     * What was ever tried on a market.
     *
     * @param trials configurations with positions of their own
     * @param candidates runs under an evaluation
     * @param sharpeVariance sample variance of the trials' annual Sharpe ratios on test, null below two
     */
    @Introspected
    record Trials(long trials, long candidates, @Nullable Double sharpeVariance) {}

    /** A leader's place, and what was measured of it as JSON; null where nothing was. */
    @Introspected
    record Assessed(
            String regimeName,
            long trainingRunId,
            int bars,
            @Nullable String measures) {}

    /** A leader's verdict, and its evidence as JSON; null where none was written. */
    @Introspected
    record Standing(
            long inferenceBacktestId,
            String verdict,
            @Nullable String evidence) {}

    /** A leader that was; of none in a regime that had lost its leader. */
    @Introspected
    record Incumbent(
            String regimeName,
            long trainingRunId,
            String evaluationHash,
            @Nullable Long inferenceBacktestId,
            String outcome) {
        boolean led() {
            return !outcome.equals("RETIRED");
        }
    }

    /** The batches' means and variances put together: within them, and between their means. */
    @Query("""
            select coalesce(sum(distinct_streams), 0) as trials,
                   count(distinct (run_key, evaluation_hash)) as candidates,
                   (coalesce(sum((distinct_streams - 1) * sharpe_variance), 0)
                     + sum(distinct_streams * sharpe_mean * sharpe_mean)
                     - sum(distinct_streams * sharpe_mean) ^ 2
                       / nullif(sum(distinct_streams) filter (where sharpe_mean is not null), 0))
                   / nullif(sum(distinct_streams) filter (where sharpe_mean is not null) - 1, 0) as sharpe_variance
            from trial_ledger where symbol = :symbol and timeframe = :timeframe""")
    Trials trials(String symbol, String timeframe);

    /** The leaders of a market with what was measured of them. */
    @Query("""
            select l.regime_name, l.training_run_id, l.bars, cast(e.measures as text) as measures
            from regime_best_models l
            join inference_backtests b on b.id = l.inference_backtest_id
            left join leader_evidence e on e.training_run_id = l.training_run_id
                and e.evaluation_hash = b.evaluation_hash and e.regime_name = l.regime_name
                and e.inference_backtest_id = l.inference_backtest_id
            where l.symbol = :symbol and l.timeframe = :timeframe
            order by l.regime_name""")
    List<Assessed> leaders(String symbol, String timeframe);

    /** Writes the verdict on a leader: no new leader, so its version stays. */
    @Query("""
            update regime_best_models
            set verdict = :verdict, verdict_reason = :reason, evidence = cast(:evidence as jsonb)
            where symbol = :symbol and timeframe = :timeframe and regime_name = :regime""")
    int assess(String symbol, String timeframe, String regime, String verdict, String reason, String evidence);

    /** Notes on a promotion what was known of the new leader and of the one before. */
    @Query("""
            update promotions p
            set verdict = l.verdict, evidence = l.evidence, displaced_backtest_id = :displacedBacktestId,
                displaced_verdict = :displacedVerdict, displaced_evidence = cast(:displacedEvidence as jsonb)
            from regime_best_models l
            where p.id = :promotionId
              and l.symbol = p.symbol and l.timeframe = p.timeframe and l.regime_name = p.regime_name""")
    int notePromotion(
            long promotionId,
            @Nullable Long displacedBacktestId,
            @Nullable String displacedVerdict,
            @Nullable String displacedEvidence);

    /** Notes on the end of a leader what was known of it. */
    @Query("update promotions set verdict = :verdict, evidence = cast(:evidence as jsonb) where id = :promotionId")
    int noteEnd(long promotionId, @Nullable String verdict, @Nullable String evidence);

    /** What is known of the leader of a regime now. */
    @Query("""
            select inference_backtest_id, verdict, cast(evidence as text) as evidence from regime_best_models
            where symbol = :symbol and timeframe = :timeframe and regime_name = :regime""")
    Optional<Standing> standing(String symbol, String timeframe, String regime);

    /** What led each regime of a market last before the grid or the rejudgement of a run began. */
    @Query("""
            select distinct on (regime_name) regime_name, training_run_id, evaluation_hash, inference_backtest_id, outcome
            from promotions
            where symbol = :symbol and timeframe = :timeframe and outcome in ('FIRST', 'PROMOTED', 'RETIRED')
              and decided_at < (
                select min(begun) from (
                  select q.created_at as begun from grid_cells c join training_queue q on q.id = c.queue_id
                  where c.training_run_id = :runId and q.evaluation_hash = :evaluationHash
                  union all
                  select j.created_at from rejudgement_runs w join rejudgements j on j.id = w.rejudgement_id
                  where w.training_run_id = :runId and w.evaluation_hash = :evaluationHash) beginnings)
            order by regime_name, decided_at desc, id desc""")
    List<Incumbent> lastLeaders(String symbol, String timeframe, long runId, String evaluationHash);

    /** By regime, who led when the grid or the rejudgement of a run began. */
    default SortedMap<String, Incumbent> incumbents(
            String symbol, String timeframe, long runId, String evaluationHash) {
        SortedMap<String, Incumbent> out = new TreeMap<>();
        lastLeaders(symbol, timeframe, runId, evaluationHash).stream()
                .filter(Incumbent::led)
                .forEach(leader -> out.put(leader.regimeName(), leader));
        return out;
    }

    /** P&amp;L per bar as it was stored, in base 64 with line breaks. */
    @Query("select encode(pnl, 'base64') as pnl from leader_streams where inference_backtest_id = :backtestId")
    Optional<String> stream(long backtestId);

    /**
     * Keeps the P&amp;L of a configuration, once.
     *
     * @param pnl in base 64
     */
    @Query("""
            insert into leader_streams (inference_backtest_id, pnl)
            select id, decode(:pnl, 'base64') from inference_backtests
            where training_run_id = :runId and evaluation_hash = :evaluationHash and config_index = :configIndex
            on conflict (inference_backtest_id) do nothing""")
    int addStream(long runId, String evaluationHash, int configIndex, String pnl);

    @Query("""
            insert into leader_evidence (training_run_id, evaluation_hash, regime_name, inference_backtest_id, measures,
                compute_seconds)
            select :runId, :evaluationHash, :regime, id, cast(:measures as jsonb), :seconds from inference_backtests
            where training_run_id = :runId and evaluation_hash = :evaluationHash and config_index = :configIndex
            on conflict (training_run_id, evaluation_hash, regime_name) do nothing""")
    int add(long runId, String evaluationHash, String regime, int configIndex, String measures, double seconds);
}
