package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Extension.class)
class BatchWriterTest {
    private final TestDatabase database;
    private final BatchWriter writer;

    BatchWriterTest(TestDatabase database) {
        this.database = database;
        this.writer = database.get(BatchWriter.class);
    }

    @Test
    void addBacktests_twice_isOnce() {
        long run = database.run("1", "owner").id();
        write(run, 0, 135);
        String first = rows();
        write(run, 0, 135);

        assertEquals(135, database.get(RunRepository.class).countBacktests(run));
        assertEquals(first, rows());
    }

    @Test
    void addBacktests_restOfABatch_isAdded() {
        long run = database.run("1", "owner").id();
        write(run, 0, 45);
        write(run, 0, 135);

        assertEquals(135, database.get(RunRepository.class).countBacktests(run));
    }

    @Test
    void addBacktests_metricsArriveUnderTheirNames() {
        long run = database.run("1", "owner").id();
        write(run, 3, 4);

        for (String metric : BatchWriter.METRICS) {
            assertEquals(
                    metric.equals("calmar") ? "null" : "3.5",
                    database.text("select " + metric + " from inference_backtests"),
                    metric);
        }
        assertEquals("40 30 0.4", database.text("""
                select trades || ' ' || validation_trades || ' ' || validation_sharpe from inference_backtests"""));
    }

    @Test
    void addDetails_twice_isOnceAndBelongsToTheBacktest() {
        long run = database.run("1", "owner").id();
        write(run, 0, 5);
        for (String wealth : new String[] {"1.5", "9"}) {
            database.inTransaction(() -> {
                writer.addDetails(
                        run,
                        "evaluation",
                        "test",
                        new TreeMap<>(Map.of(3, "{\"wealth\": " + wealth + "}", 99, "{\"wealth\": 2}")));
                return null;
            });
        }

        RunQueries queries = database.get(RunQueries.class);
        BacktestDetailView detail = queries.detail(run, "evaluation", 3, "test").orElseThrow();
        assertEquals(3, detail.configIndex());
        assertEquals(1.5, detail.detail().get("wealth").doubleValue());
        assertEquals("test", detail.segment());
        assertTrue(queries.detail(run, "evaluation", 2, "test").isEmpty());
        assertTrue(queries.detail(run, "evaluation", 3, "validation").isEmpty());
        assertEquals(1, database.number("select count(*) from backtest_details"));
        database.get(RunRepository.class).deleteBacktests(run);
        assertEquals(0, database.number("select count(*) from backtest_details"));
    }

    @Test
    void addTrials_twice_countsOnce() {
        for (int i = 0; i < 2; i++) {
            database.inTransaction(() -> {
                writer.addTrials("key", "EURUSD", "1h", "e", "direct", 45, 44, 0.1, null);
                writer.addTrials("key", "EURUSD", "1h", "e", "recursive", 45, 44, null, null);
                return null;
            });
        }

        assertEquals(90, database.number("select sum(configurations) from trial_ledger"));
    }

    private void write(long run, int from, int to) {
        List<BatchWriter.BacktestRow> rows =
                IntStream.range(from, to).mapToObj(TestDatabase::backtest).toList();
        database.inTransaction(() -> {
            writer.addBacktests(run, "evaluation", rows);
            return null;
        });
    }

    private String rows() {
        return database.text("select string_agg(b::text, ',' order by id) from inference_backtests b");
    }
}
