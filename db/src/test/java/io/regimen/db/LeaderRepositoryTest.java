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

        assertTrue(database.promotion(run, "e", "FIRST", null) > 0);
        assertEquals(0, database.promotion(run, "e", "NOT_BETTER", null));
        assertEquals("FIRST", database.text("select outcome from promotions"));
    }

    @Test
    void results_areThoseOfOneEvaluation() {
        long run = database.runWithFile("1");
        long backtest = database.number("select id from inference_backtests");
        database.execute("update inference_backtests set regime_metrics = '{\"b\": 1}'");

        assertEquals(
                List.of(new LeaderRepository.RegimeResults(backtest, 0, "{\"b\": 1}")),
                leaders.results(run, "evaluation"));
        assertEquals(List.of(), leaders.results(run, "another"));
    }

    @Test
    void globalLeaders_areTheBestOverMarkets_ofOneMetricEach() {
        for (String digit : List.of("1", "2", "3", "4")) {
            database.lead("calm_ranging", database.runWithFile(digit), Math.min(2, Integer.parseInt(digit)));
            database.execute("update regime_best_models set symbol = 'S" + digit + "' where symbol = 'EURUSD'");
        }
        database.execute("update regime_best_models set metric = 'total_pnl' where symbol = 'S4'");

        assertEquals("S2 2 3,S4 2 1", database.text("""
                        select string_agg(concat_ws(' ', symbol, performance_score, markets), ',' order by symbol)
                        from global_leaders"""), "of equals the smaller run key leads");
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

    private static int await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS) ? 1 : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
