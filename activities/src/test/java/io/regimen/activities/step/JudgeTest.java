package io.regimen.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.Judgement;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that compete at the same time, on a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JudgeTest {
    private static final int RUNS = Contest.RUNS;
    private static final int ORDERS = 50;
    private static final int THREADS = 24;

    private Contest contest;
    private Judge judge;
    private List<String> expected;
    private List<String> verdicts;

    @BeforeAll
    void start() throws IOException, SQLException {
        contest = new Contest(THREADS);
        judge = contest.get(Judge.class);
        contest.reset();
        expected = contest.rows("""
                select distinct on (r.symbol, x.regime) r.symbol, x.regime, r.run_key, b.config_index
                from chosen x join training_runs r on r.id = x.run join inference_backtests b on b.id = x.backtest
                order by r.symbol, x.regime, x.score desc, r.run_key""");
        for (long run = 1; run <= RUNS; run++) {
            judge.judge(run);
        }
        verdicts = verdicts();
    }

    @AfterAll
    void stop() throws IOException {
        contest.close();
    }

    @BeforeEach
    void compete() throws SQLException {
        contest.reset();
    }

    private static IntStream orders() {
        return IntStream.rangeClosed(1, ORDERS);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void judge_allAtOnceAndEachTwice_leadersDoNotDependOnTheOrder(int seed) throws Exception {
        List<Long> calls = new ArrayList<>(
                LongStream.range(0, 2 * RUNS).map(i -> 1 + i % RUNS).boxed().toList());
        Collections.shuffle(calls, new Random(seed));
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Judgement>> judgements = calls.stream()
                    .map(run -> threads.submit(() -> {
                        go.await();
                        return judge.judge(run);
                    }))
                    .toList();
            go.countDown();
            for (Future<Judgement> judgement : judgements) {
                judgement.get();
            }
        }

        assertEquals(expected, leaders());
        assertEquals(List.of(), contest.inconsistencies());
        assertEquals(
                List.of(String.valueOf(2 * RUNS)),
                contest.rows("select count(*) from promotions"),
                "two regimes, once each");
        assertEquals(verdicts, verdicts());
    }

    /** Every run is also judged under a second evaluation, whose numbers are those of its first, turned round. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void judgeAgain_allAtOnce_leadersDoNotDependOnTheOrder(int seed) throws Exception {
        contest.execute("""
                insert into inference_backtests (training_run_id, evaluation_hash, config_index, prediction_method,
                    ensemble_method, confidence_threshold, lookback_window, stream_hash, bars, trades,
                    validation_trades, validation_metrics, regime_metrics)
                select training_run_id, 'again', 2 - config_index, 'direct', 'mean', 0, 50, 's', 1000, 100, 100, '{}',
                       (select jsonb_object_agg(m.key, jsonb_set(m.value, '{test,sharpe}', to_jsonb(
                            0.9 - (m.value #>> '{test,sharpe}')::numeric)))
                        from jsonb_each(regime_metrics) m)
                from inference_backtests;
                insert into run_evaluations (training_run_id, evaluation_hash, evaluation, origin, status, owner)
                select id, 'again', '{}', 'rejudgement', 'running', 'rejudge-test' from training_runs""");
        List<String> both = contest.rows("""
                select distinct on (r.symbol, x.regime) r.symbol, x.regime, r.run_key, x.evaluation_hash, x.config_index
                from (select distinct on (b.training_run_id, b.evaluation_hash, m.key) b.training_run_id as run,
                             b.evaluation_hash, b.config_index, m.key as regime,
                             (m.value #>> '{test,sharpe}')::float8 as score
                      from inference_backtests b, jsonb_each(b.regime_metrics) m
                      where (m.value #>> '{validation,trades}')::int >= 30
                      order by b.training_run_id, b.evaluation_hash, m.key,
                               (m.value #>> '{validation,sharpe}')::float8 desc, b.config_index) x
                join training_runs r on r.id = x.run
                order by r.symbol, x.regime, x.score desc, r.run_key, x.evaluation_hash""");
        List<Long> order =
                new ArrayList<>(LongStream.rangeClosed(1, RUNS).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> judgements = new ArrayList<>();
            for (long run : order) {
                judgements.add(threads.submit(() -> {
                    judge.judge(run);
                    judge.judgeAgain(run, "again", "rejudge-test", (leads, withoutFile) -> {});
                }));
            }
            for (Future<?> judgement : judgements) {
                judgement.get();
            }
        }

        assertNotEquals(expected, both, "the second evaluation makes a difference");
        assertEquals(both, contest.rows("""
                select l.symbol, l.regime_name, l.run_key, b.evaluation_hash, b.config_index
                from regime_best_models l join inference_backtests b on b.id = l.inference_backtest_id
                order by l.symbol, l.regime_name"""));
        assertEquals(List.of(), contest.inconsistencies());
        assertEquals(
                List.of(String.valueOf(4 * RUNS)),
                contest.rows("select count(*) from promotions"),
                "two regimes and two evaluations each");
        assertEquals(
                List.of(String.valueOf(RUNS)),
                contest.rows("select count(*) from training_runs where evaluation_hash = 'again'"));
    }

    @Test
    void judgeAgain_ofAnotherOwner_isRefused() throws SQLException {
        contest.execute("""
                insert into run_evaluations (training_run_id, evaluation_hash, evaluation, origin, status, owner)
                values (1, 'again', '{}', 'rejudgement', 'running', 'rejudge-test')""");

        assertThrows(
                ApplicationFailure.class,
                () -> judge.judgeAgain(1, "again", "rejudge-other", (leads, withoutFile) -> {}));
        assertEquals(List.of("running"), contest.rows("select status from run_evaluations"));
    }

    @Test
    void judge_again_changesNothing() throws SQLException {
        Judgement first = judge.judge(1);
        List<String> before = contest.rows("select b::text from regime_best_models b order by id");

        assertEquals(first, judge.judge(1));
        assertEquals(before, contest.rows("select b::text from regime_best_models b order by id"));
    }

    @Test
    void setting_hasTiesAndRunsThatMayNotCompete() throws SQLException {
        assertEquals(4, expected.size());
        assertNotEquals(List.of("0"), contest.rows("""
                select count(*) from (select 1 from chosen c join training_runs r on r.id = c.run
                                      group by r.symbol, c.regime, c.score having count(*) > 1) t"""));
        assertTrue(
                Integer.parseInt(contest.rows("select count(*) from chosen").getFirst()) < 2 * RUNS, "all may compete");
    }

    /** What is said of the leaders when all runs were judged one after the other. */
    private List<String> verdicts() throws SQLException {
        return contest.rows("""
                select symbol, regime_name, run_key, verdict, verdict_reason, evidence from regime_best_models
                order by symbol, regime_name""");
    }

    @Test
    void judge_leadersHaveTheirEvidence() throws SQLException {
        for (long run = 1; run <= RUNS; run++) {
            judge.judge(run);
        }
        List<String> written = verdicts();

        assertEquals(4, written.size());
        assertTrue(
                written.stream().anyMatch(line -> line.contains("of 300 trials on this market")), written.toString());
        assertEquals(List.of(), contest.rows("""
                select p.id from promotions p where (p.outcome in ('FIRST', 'PROMOTED')) <> (p.evidence is not null)
                    or (p.outcome = 'PROMOTED') <> (p.displaced_verdict is not null)
                    or (p.outcome = 'PROMOTED') <> (p.displaced_backtest_id is not null)"""));
    }

    private List<String> leaders() throws SQLException {
        return contest.rows("""
                select l.symbol, l.regime_name, l.run_key, b.config_index
                from regime_best_models l join inference_backtests b on b.id = l.inference_backtest_id
                order by l.symbol, l.regime_name""");
    }
}
