package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Extension.class)
class LeaderRepositoryTest {
    private final TestDatabase database;
    private final LeaderRepository leaders;

    LeaderRepositoryTest(TestDatabase database) {
        this.database = database;
        this.leaders = database.get(LeaderRepository.class);
    }

    @Test
    void lead_marketAndRegimeHaveOneLeader() {
        long first = database.runWithFile("1");
        long second = database.runWithFile("2");
        database.lead("calm_ranging", first, 1);
        database.lead("calm_ranging", second, 2);
        database.lead("bull_trending", first, 1);

        assertEquals(2, leaders.all().size());
        assertEquals(
                second,
                leaders.lock("EURUSD", "1h", "calm_ranging").orElseThrow().trainingRunId());
        assertEquals(List.of("bull_trending"), leaders.leads(first));
        assertEquals("2", database.text("select version from regime_best_models where regime_name = 'calm_ranging'"));
        assertEquals("40", database.text("""
                select secondary_metrics #>> '{test,trades}' from regime_best_models
                where regime_name = 'calm_ranging'"""));
    }

    @Test
    void lead_aRunThatLeads_cannotLoseItsRows() {
        long run = database.runWithFile("1");
        database.lead("calm_ranging", run, 1);

        assertThrows(IllegalStateException.class, () -> database.execute("delete from inference_backtests"));
        assertThrows(IllegalStateException.class, () -> database.execute("delete from training_runs"));
    }

    @Test
    void addPromotion_twice_isOnceAndKeepsTheFirstOutcome() {
        long run = database.runWithFile("1");

        assertEquals(1, promote(run, "FIRST"));
        assertEquals(0, promote(run, "NOT_BETTER"));
        assertEquals("FIRST", database.text("select outcome from promotions"));
    }

    @Test
    void candidates_readTheNumbersOfEachRegime() {
        long run = database.runWithFile("1");
        database.execute("""
                update inference_backtests set regime_metrics =
                  '{"b": {"validation": {"trades": 31, "sharpe": 0.5}, "test": {"trades": 40, "bars": 900, "sharpe": null}},
                    "a": {"validation": {"trades": 0}, "test": {"trades": 0, "bars": 3, "sharpe": 1e-3}}}'""");
        long backtest = database.number("select id from inference_backtests");

        assertEquals(
                List.of(
                        new LeaderRepository.Candidate(backtest, 0, "a", 0, null, 0, 3, 1e-3),
                        new LeaderRepository.Candidate(backtest, 0, "b", 31, 0.5, 40, 900, null)),
                leaders.candidates(run, "evaluation"));
        assertEquals(List.of(), leaders.candidates(run, "another"));
    }

    @Test
    void lockMarket_holdsAnotherTransactionOfTheSameMarketOnly() throws Exception {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(3)) {
            Future<Integer> holder = threads.submit(() -> database.inTransaction(() -> {
                leaders.lockMarket("EURUSD/1h");
                locked.countDown();
                return await(release);
            }));
            assertTrue(locked.await(20, TimeUnit.SECONDS));
            Future<Integer> other = threads.submit(() -> database.inTransaction(() -> leaders.lockMarket("GBPUSD/1h")));
            Future<Integer> same = threads.submit(() -> database.inTransaction(() -> leaders.lockMarket("EURUSD/1h")));

            other.get(20, TimeUnit.SECONDS);
            while (!same.isDone()
                    && database.number("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                            < 1) {
                Thread.onSpinWait();
            }
            assertFalse(same.isDone(), "waits while the lock is held");
            release.countDown();
            holder.get(20, TimeUnit.SECONDS);
            same.get(20, TimeUnit.SECONDS);
        }
    }

    private int promote(long run, String outcome) {
        return leaders.addPromotion(run, "calm_ranging", "e", "EURUSD", "1h", null, 1.0, 1.0, outcome, null, null);
    }

    private static int await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS) ? 1 : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
