package io.regimen.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.regimen.workflows.Judgement;
import io.temporal.failure.ApplicationFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
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
    private static final int RUNS = 200;
    private static final int ORDERS = 50;
    private static final int THREADS = 24;

    private EmbeddedPostgres postgres;
    private ApplicationContext context;
    private Judge judge;
    private List<String> expected;
    private List<String> verdicts;

    @BeforeAll
    void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .properties(TestServers.database(postgres, THREADS))
                .start();
        judge = context.getBean(Judge.class);
        compete();
        expected = rows("""
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
        context.close();
        postgres.close();
    }

    /**
     * Two markets of a hundred runs, three configurations and two regimes each, with numbers that are hashes. Scores have
     * one decimal, so that ties occur; the key that decides them has nothing to do with the order of the rows. What each
     * run should choose is worked out in SQL, from the words of the rule. Two runs in three have evidence.
     */
    @BeforeEach
    void compete() throws SQLException {
        execute("""
                truncate datasets, training_runs, inference_backtests, artifacts, regime_best_models, promotions,
                         trial_ledger restart identity cascade;
                drop view if exists chosen;

                insert into datasets (hash, symbol, timeframe, vendor, source_name, bars, first_bar, last_bar, quoted,
                                      object_key, file_sha256, bytes, report)
                values (repeat('d', 64), 'EURUSD', '1h', 'csv', 'a', 5000, '2020-01-01Z', '2020-10-01Z', false, 'd', 's',
                        1, '{}');

                insert into training_runs (run_key, config_hash, status, owner, model_type, encoder, symbol,
                    base_timeframe, days_history, horizon, latency_bars, indicator_tfs, additional_features,
                    preprocessing_params, model_hyperparams, dataset_hash, feature_set_hash, code_version, seed,
                    evaluation, evaluation_hash, created_by)
                select encode(sha256(convert_to('run ' || i, 'UTF8')), 'hex'), 'c' || i, 'running', 'w', 'ridge', 'none',
                       (array['EURUSD', 'GBPUSD'])[1 + i % 2], '1h', 365, 4, 0, '{}', '[]', '{}', '{}',
                       repeat('d', 64), 'f', '1', 42, '{}', 'e', 'test'
                from generate_series(1, 200) i;

                insert into artifacts (training_run_id, kind, object_key, sha256, bytes, state)
                select id, 'model', 'models/' || id, 's', 1, 'PRESENT' from training_runs;

                insert into inference_backtests (training_run_id, evaluation_hash, config_index, prediction_method, ensemble_method,
                    confidence_threshold, lookback_window, stream_hash, bars, trades, validation_trades,
                    validation_metrics, regime_metrics)
                select r.id, r.evaluation_hash, c, 'direct', 'mean', 0, 50, 's', 1000, 100, 100, '{}',
                       (select jsonb_object_agg(g, jsonb_build_object(
                            'validation', jsonb_build_object('trades', 20 + abs(hashint4(r.id::int * 7 + c) % 40),
                                                             'sharpe', hashint4(r.id::int * 31 + c * 5 + length(g)) % 20 / 10.0),
                            'test', jsonb_build_object('trades', 40, 'bars', 400 + r.id * 10,
                                                       'sharpe', hashint4(r.id::int * 13 + c * 3 + length(g)) % 10 / 10.0)))
                        from unnest(array['calm_ranging', 'bull_trending']) g)
                from training_runs r, generate_series(0, 2) c;

                create view chosen as
                select distinct on (b.training_run_id, m.key) b.training_run_id as run, b.id as backtest, m.key as regime,
                       (m.value #>> '{test,sharpe}')::float8 as score
                from inference_backtests b, jsonb_each(b.regime_metrics) m
                where (m.value #>> '{validation,trades}')::int >= 30
                order by b.training_run_id, m.key, (m.value #>> '{validation,sharpe}')::float8 desc, b.config_index;

                insert into trial_ledger (run_key, symbol, timeframe, evaluation_hash, batch, configurations,
                                          distinct_streams, sharpe_mean, sharpe_variance)
                select run_key, symbol, base_timeframe, evaluation_hash, 'direct', 3, 3, 0.1, 0.5 from training_runs;

                insert into leader_evidence (training_run_id, evaluation_hash, regime_name, inference_backtest_id,
                                             measures, compute_seconds)
                select x.run, 'e', x.regime, x.backtest, jsonb_build_object(
                    'trades', 40, 'bars', 900, 'level', 0.05, 'periods_per_year', 6200, 'lower_bound', 0.0001,
                    'block_length', 2, 'whole', sharpe, 'regime', sharpe,
                    'run', jsonb_build_object('streams', 3, 'mean_correlation', 0.5,
                        'over_zero', '{"lower": 0, "consistent": 0.01, "upper": 0.01}'::jsonb,
                        'over_momentum', '{"lower": 0, "consistent": 0.01, "upper": 0.01}'::jsonb)), 0.1
                from chosen x, lateral (select jsonb_build_object(
                    'bars', 900, 'value', 0.1 + x.run % 3 * 0.1, 'skew', 0, 'kurtosis', 3) as sharpe) s
                where x.run % 3 > 0""");
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
        assertEquals(List.of(), inconsistencies());
        assertEquals(
                List.of(String.valueOf(2 * RUNS)), rows("select count(*) from promotions"), "two regimes, once each");
        assertEquals(verdicts, verdicts());
    }

    /** Every run is also judged under a second evaluation, whose numbers are those of its first, turned round. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void judgeAgain_allAtOnce_leadersDoNotDependOnTheOrder(int seed) throws Exception {
        execute("""
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
        List<String> both = rows("""
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
        assertEquals(both, rows("""
                select l.symbol, l.regime_name, l.run_key, b.evaluation_hash, b.config_index
                from regime_best_models l join inference_backtests b on b.id = l.inference_backtest_id
                order by l.symbol, l.regime_name"""));
        assertEquals(List.of(), inconsistencies());
        assertEquals(
                List.of(String.valueOf(4 * RUNS)),
                rows("select count(*) from promotions"),
                "two regimes and two evaluations each");
        assertEquals(
                List.of(String.valueOf(RUNS)),
                rows("select count(*) from training_runs where evaluation_hash = 'again'"));
    }

    @Test
    void judgeAgain_ofAnotherOwner_isRefused() throws SQLException {
        execute("""
                insert into run_evaluations (training_run_id, evaluation_hash, evaluation, origin, status, owner)
                values (1, 'again', '{}', 'rejudgement', 'running', 'rejudge-test')""");

        assertThrows(
                ApplicationFailure.class,
                () -> judge.judgeAgain(1, "again", "rejudge-other", (leads, withoutFile) -> {}));
        assertEquals(List.of("running"), rows("select status from run_evaluations"));
    }

    @Test
    void judge_again_changesNothing() throws SQLException {
        Judgement first = judge.judge(1);
        List<String> before = rows("select b::text from regime_best_models b order by id");

        assertEquals(first, judge.judge(1));
        assertEquals(before, rows("select b::text from regime_best_models b order by id"));
    }

    @Test
    void setting_hasTiesAndRunsThatMayNotCompete() throws SQLException {
        assertEquals(4, expected.size());
        assertNotEquals(List.of("0"), rows("""
                select count(*) from (select 1 from chosen c join training_runs r on r.id = c.run
                                      group by r.symbol, c.regime, c.score having count(*) > 1) t"""));
        assertTrue(Integer.parseInt(rows("select count(*) from chosen").getFirst()) < 2 * RUNS, "all may compete");
    }

    /** What is said of the leaders when all runs were judged one after the other. */
    private List<String> verdicts() throws SQLException {
        return rows("""
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
        assertEquals(List.of(), rows("""
                select p.id from promotions p where (p.outcome in ('FIRST', 'PROMOTED')) <> (p.evidence is not null)
                    or (p.outcome = 'PROMOTED') <> (p.displaced_verdict is not null)
                    or (p.outcome = 'PROMOTED') <> (p.displaced_backtest_id is not null)"""));
    }

    private List<String> leaders() throws SQLException {
        return rows("""
                select l.symbol, l.regime_name, l.run_key, b.config_index
                from regime_best_models l join inference_backtests b on b.id = l.inference_backtest_id
                order by l.symbol, l.regime_name""");
    }

    /** What leads is kept, what does not lead is given up, and every run says so of itself. */
    private List<String> inconsistencies() throws SQLException {
        return rows("""
                select r.id, a.state, r.judged, r.is_model_kept, r.best_regimes, led.regimes
                from training_runs r join artifacts a on a.training_run_id = r.id
                cross join lateral (select coalesce(jsonb_agg(l.regime_name order by l.regime_name), '[]') as regimes
                                    from regime_best_models l where l.training_run_id = r.id) led
                where a.state <> case when led.regimes = '[]' then 'DELETE_PENDING' else 'PRESENT' end
                   or not r.judged
                   or r.is_model_kept <> (led.regimes <> '[]')
                   or r.best_regimes <> led.regimes""");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows as text, columns separated by spaces. */
    private List<String> rows(String sql) throws SQLException {
        List<String> out = new ArrayList<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    line.append(i == 1 ? "" : " ").append(rows.getString(i));
                }
                out.add(line.toString());
            }
        }
        return out;
    }
}
