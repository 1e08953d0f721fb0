package io.regimen.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.leader.LeaderAction;
import io.regimen.workflows.leader.LeaderChange;
import io.regimen.workflows.leader.LeaderChanged;
import io.regimen.workflows.leader.LeaderMetric;
import io.regimen.workflows.leader.LeaderPolicyRequest;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies and changes by hand, on a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaderChangesTest {
    private static final int THREADS = 12;
    private static final int EARLY = 20;
    private static final String CALM = "calm_ranging";

    private Contest contest;
    private Judge judge;
    private LeaderChanges changes;
    private PolicyChanges policies;

    @BeforeAll
    void start() throws IOException {
        contest = new Contest(THREADS);
        judge = contest.get(Judge.class);
        changes = contest.get(LeaderChanges.class);
        policies = contest.get(PolicyChanges.class);
    }

    @AfterAll
    void stop() throws IOException {
        contest.close();
    }

    @BeforeEach
    void compete() throws SQLException {
        contest.reset();
    }

    /**
     * Twenty runs of an earlier grid, then all others of a later one from many threads and each twice, under a least
     * improvement of a fifth and three files a regime. What must come out is said in SQL.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void judge_leastImprovementAndThreePlaces_doNotDependOnTheOrder(int seed) throws Exception {
        policies.save(request(null, null, 20.0, 3), "policy " + seed);
        judgeInOrder(EARLY);
        contest.execute("""
                truncate training_queue restart identity cascade;
                insert into training_queue (queue_uuid, name, workflow_id, config_grid, evaluation_hash, seed,
                                            total_configs, status, max_parallel, created_by, created_at)
                values ('u', 'g', 'grid-g', '{}', 'e', 1, 180, 'running', 1, 'test', clock_timestamp());
                insert into grid_cells (queue_id, cell_index, config_hash, config, label, market, model_type,
                                        train_queue, status, training_run_id)
                select 1, id, 'c', '{}', 'l', symbol || '/1h', 'ridge', 'q', 'running', id
                from training_runs where id > 20""");
        List<String> expected = contest.rows("""
                with entries as (
                  select r.id, r.symbol, x.regime, r.run_key, x.score, l.performance_score as led,
                         r.id <= 20 or x.score >= l.performance_score + 0.2 * abs(l.performance_score) as admitted
                  from chosen x join training_runs r on r.id = x.run
                  join regime_best_models l on l.symbol = r.symbol and l.regime_name = x.regime),
                firsts as (
                  select distinct on (symbol, regime) symbol, regime, id from entries where admitted
                  order by symbol, regime, score desc, run_key)
                select symbol, regime, id, place from (
                  select e.symbol, e.regime, e.id, row_number() over (
                           partition by e.symbol, e.regime order by f.id is null, e.score desc, e.run_key) as place
                  from entries e left join firsts f on f.symbol = e.symbol and f.regime = e.regime and f.id = e.id) ranked
                where place <= 3 order by symbol, regime, place""");
        List<Long> calls = new ArrayList<>(LongStream.range(0, 2 * (Contest.RUNS - EARLY))
                .map(i -> EARLY + 1 + i % (Contest.RUNS - EARLY))
                .boxed()
                .toList());
        Collections.shuffle(calls, new Random(seed));
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> judgements = new ArrayList<>();
            calls.forEach(run -> judgements.add(threads.submit(() -> judge.judge(run))));
            for (Future<?> judgement : judgements) {
                judgement.get();
            }
        }

        assertEquals(expected, places());
        assertEquals(12, expected.size());
        assertEquals(List.of(), contest.inconsistencies());
        assertEquals(List.of(), leadersThatAreNotFirst());
        assertNotEquals(List.of("0"), contest.rows("select count(*) from promotions where outcome = 'NOT_ENOUGH'"));
        assertNotEquals(expected, contest.rows("""
                        select symbol, regime, id, place from (
                          select r.symbol, x.regime, r.id, row_number() over (
                                   partition by r.symbol, x.regime order by x.score desc, r.run_key) as place
                          from chosen x join training_runs r on r.id = x.run) ranked
                        where place <= 3 order by symbol, regime, place"""), "the least improvement makes a difference");
    }

    @Test
    void retire_leader_nextBestWithAFileTakesOver_andItDoesNotComeBack() throws SQLException {
        policies.save(request(null, null, null, 2), "policy");
        judgeInOrder(Contest.RUNS - 20);
        List<String> before = runsOf(places());
        long retired = Long.parseLong(before.get(0));

        LeaderChanged done = changes.change(change(LeaderAction.RETIRE, retired));

        assertTrue(done.changed());
        assertEquals(retired, done.formerRun());
        assertEquals(before.get(1), String.valueOf(done.leaderRun()));
        assertEquals(List.of("RETIRED hand ann broken null", "PROMOTED hand ann broken " + retired), contest.rows("""
                select outcome, cause, actor, reason, displaced_run_id from promotions where cause <> 'judgement'
                order by id"""));
        assertEquals(
                List.of("ann leader.retire leader/EURUSD/1h/calm_ranging " + retired + " " + before.get(1)),
                contest.rows("""
                        select actor, action, subject, detail ->> 'run', detail ->> 'leader_run' from audit
                        where action = 'leader.retire'"""));
        assertEquals(List.of(), contest.rows("select 1 from promotions where cause = 'hand' and evidence is null"));

        assertFalse(changes.change(change(LeaderAction.RETIRE, retired)).changed(), "twice is once");
        for (long run = Contest.RUNS - 19; run <= Contest.RUNS; run++) {
            judge.judge(run);
        }
        assertFalse(runsOf(places()).contains(String.valueOf(retired)));
        assertEquals(List.of(), contest.inconsistencies());
        assertEquals(List.of(), leadersThatAreNotFirst());

        // whoever leads now is retired until no file is left
        for (int i = 0; i < 10 && !runsOf(places()).isEmpty(); i++) {
            changes.change(
                    change(LeaderAction.RETIRE, Long.parseLong(runsOf(places()).get(0))));
        }
        assertEquals(
                List.of(),
                contest.rows(
                        "select 1 from regime_best_models where symbol = 'EURUSD' and regime_name = '" + CALM + "'"));
        assertEquals(List.of(), contest.inconsistencies());
    }

    @Test
    void promote_runWithAFile_leadsUntilItIsReleased() throws SQLException {
        policies.save(request(null, null, null, 2), "policy");
        judgeInOrder(100);
        List<String> before = runsOf(places());
        long second = Long.parseLong(before.get(1));

        assertEquals(
                second, changes.change(change(LeaderAction.PROMOTE, second)).leaderRun());
        assertFalse(changes.change(change(LeaderAction.PROMOTE, second)).changed());
        for (long run = 101; run <= Contest.RUNS; run++) {
            judge.judge(run);
        }

        assertEquals(List.of(second + " ann broken"), contest.rows("""
                select training_run_id, pinned_by, pinned_reason from regime_best_models
                where symbol = 'EURUSD' and regime_name = 'calm_ranging'"""));
        assertEquals(List.of(), contest.inconsistencies());
        String best = runsOf(places()).get(0);
        assertNotEquals(List.of("0"), contest.rows("select count(*) from promotions where outcome = 'HELD_BACK'"));

        assertEquals(
                best,
                String.valueOf(
                        changes.change(change(LeaderAction.RELEASE, second)).leaderRun()));
        assertFalse(changes.change(change(LeaderAction.RELEASE, second)).changed());
        assertEquals(List.of(), contest.inconsistencies());
        assertEquals(List.of(), leadersThatAreNotFirst());
        String gone = contest.rows("""
                select min(c.training_run_id) from leader_candidates c join artifacts a using (training_run_id)
                where a.state <> 'PRESENT' and c.symbol = 'EURUSD' and c.regime_name = 'calm_ranging'""").getFirst();
        assertThrows(
                ApplicationFailure.class,
                () -> changes.change(change(LeaderAction.PROMOTE, Long.parseLong(gone))),
                "its file is gone");
        assertThrows(ApplicationFailure.class, () -> changes.change(change(LeaderAction.RETIRE, 99_999)));
    }

    @Test
    void rank_newPolicy_followsFromStoredJudgements() throws SQLException {
        policies.save(request(null, null, null, 5), "first");
        judgeInOrder(Contest.RUNS);
        List<String> five = places();

        policies.save(request("EURUSD", 35, null, 5), "second");
        assertEquals(List.of("EURUSD/1h"), policies.stale());
        policies.rank("EURUSD", "1h", () -> {});
        assertEquals(List.of(), policies.stale());
        assertEquals(List.of(), contest.inconsistencies());
        assertEquals(List.of(), leadersThatAreNotFirst());
        assertEquals(List.of(), contest.rows("""
                select c.training_run_id from leader_candidates c join inference_backtests b on b.id = c.inference_backtest_id
                where c.symbol = 'EURUSD'
                  and (b.regime_metrics #>> array[c.regime_name, 'validation', 'trades'])::int < 35"""));
        assertEquals(
                five.stream().filter(row -> row.startsWith("GBPUSD")).toList(),
                places().stream().filter(row -> row.startsWith("GBPUSD")).toList());

        List<String> before = contest.rows("select l::text from regime_best_models l order by id");
        assertEquals(0, policies.rank("EURUSD", "1h", () -> {}));
        assertEquals(before, contest.rows("select l::text from regime_best_models l order by id"));

        policies.save(request(null, null, null, 1), "third");
        assertEquals(2, policies.save(request("EURUSD", 30, null, 1), "fourth").version());
        assertEquals(2, policies.save(request("EURUSD", 30, null, 1), "fourth").version(), "twice is once");
        policies.stale().forEach(market -> policies.rank(market.substring(0, 6), "1h", () -> {}));
        assertEquals(4, places().size());
        assertEquals(List.of(), contest.inconsistencies());
    }

    private void judgeInOrder(int runs) {
        for (long run = 1; run <= runs; run++) {
            judge.judge(run);
        }
    }

    private List<String> places() throws SQLException {
        return contest.rows("""
                select symbol, regime_name, training_run_id, place from leader_candidates where place is not null
                order by symbol, regime_name, place""");
    }

    /** Of the calm regime of EURUSD. */
    private static List<String> runsOf(List<String> places) {
        return places.stream()
                .filter(row -> row.startsWith("EURUSD " + CALM))
                .map(row -> row.split(" ", -1)[2])
                .toList();
    }

    private List<String> leadersThatAreNotFirst() throws SQLException {
        return contest.rows("""
                select l.symbol, l.regime_name, l.training_run_id, c.training_run_id from regime_best_models l
                full join (select * from leader_candidates where place = 1) c
                  on c.symbol = l.symbol and c.timeframe = l.timeframe and c.regime_name = l.regime_name
                where l.training_run_id is distinct from c.training_run_id
                   or l.inference_backtest_id is distinct from c.inference_backtest_id""");
    }

    private static LeaderChange change(LeaderAction action, long run) {
        return new LeaderChange(action, "EURUSD", "1h", CALM, run, "broken", "ann", Map.of());
    }

    private static LeaderPolicyRequest request(
            @Nullable String symbol, @Nullable Integer minTrades, @Nullable Double percent, int keep) {
        return new LeaderPolicyRequest(
                symbol,
                symbol == null ? null : "1h",
                null,
                LeaderMetric.SHARPE,
                null,
                minTrades,
                percent,
                null,
                keep,
                "a test",
                "ann",
                Map.of());
    }
}
