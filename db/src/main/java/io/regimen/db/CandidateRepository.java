package io.regimen.db;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runs compete with for regimes, and which of them have a place. Every caller holds the lock of the market. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface CandidateRepository extends GenericRepository<CandidateRepository.Candidate, Long> {
    /**
     * A run under an evaluation, competing for a regime.
     *
     * @param ties values of the secondary metrics as a JSON array, null where undefined
     * @param incumbentRunId who led when its grid began, with the evaluation; null if nobody did
     * @param place 1 for the leader by the policy; null if its file does not stay for this regime
     * @param artifactId its file in the store; null if there is none
     * @param exclusion why it cannot lead; null if it can
     */
    @Introspected
    record Candidate(
            long trainingRunId,
            String runKey,
            String evaluationHash,
            String regimeName,
            long inferenceBacktestId,
            double validationScore,
            double score,
            String ties,
            int trades,
            int bars,
            @Nullable Long incumbentRunId,
            @Nullable String incumbentEvaluation,
            boolean admitted,
            @Nullable Integer place,
            @Nullable Long artifactId,
            @Nullable String exclusion) {}

    /** A run under an evaluation, judged to the end. */
    @Introspected
    record Judged(long trainingRunId, String evaluationHash) {}

    String CANDIDATE = """
            select c.training_run_id, r.run_key, c.evaluation_hash, c.regime_name, c.inference_backtest_id,
                   c.validation_score, c.score, cast(c.ties as text) as ties, c.trades, c.bars, c.incumbent_run_id,
                   c.incumbent_evaluation, c.admitted, c.place,
                   (select max(a.id) from artifacts a
                    where a.training_run_id = c.training_run_id and a.state = 'PRESENT') as artifact_id,
                   (select x.kind from leader_exclusions x
                    where x.training_run_id = c.training_run_id and x.regime_name = c.regime_name) as exclusion
            from leader_candidates c join training_runs r on r.id = c.training_run_id
            where c.symbol = :symbol and c.timeframe = :timeframe
            """;

    String KEY = " where training_run_id = :runId and evaluation_hash = :evaluationHash and regime_name = :regime";

    /** All that compete for a regime of a market. */
    @Query(CANDIDATE + "and c.regime_name = :regime order by c.training_run_id, c.evaluation_hash")
    List<Candidate> all(String symbol, String timeframe, String regime);

    /** By regime, those of runs that have a place there, and those of one further run. */
    @Query(CANDIDATE + """
            and (c.training_run_id = :runId or (c.training_run_id, c.regime_name) in (
                  select k.training_run_id, k.regime_name from leader_candidates k
                  where k.symbol = :symbol and k.timeframe = :timeframe and k.place is not null))
            order by c.regime_name, c.training_run_id, c.evaluation_hash""")
    List<Candidate> placedOr(String symbol, String timeframe, long runId);

    /** One, its incumbent, the incumbent of that, and so on, in no order. */
    @Query("""
            with recursive chain as (
              select training_run_id, evaluation_hash, incumbent_run_id, incumbent_evaluation from leader_candidates
              where training_run_id = :runId and evaluation_hash = :evaluationHash and regime_name = :regime
              union
              select c.training_run_id, c.evaluation_hash, c.incumbent_run_id, c.incumbent_evaluation
              from leader_candidates c join chain on c.training_run_id = chain.incumbent_run_id
                and c.evaluation_hash = chain.incumbent_evaluation and c.regime_name = :regime)
            """ + CANDIDATE + """
            and c.regime_name = :regime
            and (c.training_run_id, c.evaluation_hash) in (select training_run_id, evaluation_hash from chain)""")
    List<Candidate> chain(String symbol, String timeframe, String regime, long runId, String evaluationHash);

    /** Those with a place, by regime and place. */
    @Query(CANDIDATE + "and c.place is not null order by c.regime_name, c.place")
    List<Candidate> placed(String symbol, String timeframe);

    /** Regimes of a market for which anybody ever competed. */
    @Query("""
            select distinct regime_name from leader_candidates where symbol = :symbol and timeframe = :timeframe
            order by regime_name""")
    List<String> regimes(String symbol, String timeframe);

    /** All that was ever judged on a market with its model. */
    @Query("""
            select e.training_run_id, e.evaluation_hash
            from run_evaluations e join training_runs r on r.id = e.training_run_id
            where r.symbol = :symbol and r.base_timeframe = :timeframe and e.status = 'completed'
              and e.source = 'model'
            order by e.training_run_id, e.evaluation_hash""")
    List<Judged> judged(String symbol, String timeframe);

    /** Adds what a run competes with, or changes it to what it is under another policy; its place stays. */
    @Query("""
            insert into leader_candidates (training_run_id, evaluation_hash, regime_name, symbol, timeframe,
                inference_backtest_id, validation_score, score, ties, trades, bars, incumbent_run_id,
                incumbent_evaluation, admitted)
            values (:runId, :evaluationHash, :regime, :symbol, :timeframe, :backtestId, :validationScore, :score,
                cast(:ties as jsonb), :trades, :bars, :incumbentRunId, :incumbentEvaluation, true)
            on conflict (training_run_id, evaluation_hash, regime_name) do update
            set inference_backtest_id = excluded.inference_backtest_id, validation_score = excluded.validation_score,
                score = excluded.score, ties = excluded.ties, trades = excluded.trades, bars = excluded.bars""")
    int add(
            long runId,
            String evaluationHash,
            String regime,
            String symbol,
            String timeframe,
            long backtestId,
            double validationScore,
            double score,
            String ties,
            int trades,
            int bars,
            @Nullable Long incumbentRunId,
            @Nullable String incumbentEvaluation);

    /** Under another policy it does not compete. */
    @Query("delete from leader_candidates" + KEY)
    int remove(long runId, String evaluationHash, String regime);

    @Query("update leader_candidates set admitted = :admitted" + KEY)
    int admit(long runId, String evaluationHash, String regime, boolean admitted);

    @Query("update leader_candidates set place = :place" + KEY)
    int place(long runId, String evaluationHash, String regime, @Nullable Integer place);

    /** Keeps a run from leading a regime; the first reason stays, unless the new one is a retirement. */
    @Query("""
            insert into leader_exclusions (training_run_id, regime_name, kind, created_by, reason)
            values (:runId, :regime, :kind, :by, :reason)
            on conflict (training_run_id, regime_name) do update
            set kind = excluded.kind, created_by = excluded.created_by, reason = excluded.reason, created_at = now()
            where leader_exclusions.kind = 'no_file' and excluded.kind = 'retired'""")
    int exclude(long runId, String regime, String kind, String by, String reason);

    @Query("select kind from leader_exclusions where training_run_id = :runId and regime_name = :regime")
    Optional<String> exclusion(long runId, String regime);

    @Query("delete from leader_exclusions where training_run_id = :runId and regime_name = :regime")
    int readmit(long runId, String regime);

    /** Runs that were passed over for want of a file compete again if it is back. */
    @Query("""
            delete from leader_exclusions x
            where x.kind = 'no_file' and x.regime_name = :regime and exists (
              select 1 from leader_candidates c join artifacts a on a.training_run_id = c.training_run_id
              where c.training_run_id = x.training_run_id and c.regime_name = x.regime_name
                and c.symbol = :symbol and c.timeframe = :timeframe and a.state = 'PRESENT')""")
    int readmitWithFile(String symbol, String timeframe, String regime);

    /** A line in the audit about a regime of a market. */
    @Query("""
            with noted as (
              insert into audit (actor, action, subject, detail)
              values (:by, :action, 'leader/' || cast(:symbol as text) || '/' || cast(:timeframe as text) || '/'
                          || cast(:regime as text),
                      jsonb_strip_nulls(jsonb_build_object('run', cast(:runId as bigint), 'reason', cast(:reason as text),
                          'former_run', cast(:formerRunId as bigint), 'leader_run', cast(:leaderRunId as bigint))))
              returning id)
            select max(id) from noted""")
    long audit(
            String by,
            String action,
            String symbol,
            String timeframe,
            String regime,
            long runId,
            String reason,
            @Nullable Long formerRunId,
            @Nullable Long leaderRunId);
}
