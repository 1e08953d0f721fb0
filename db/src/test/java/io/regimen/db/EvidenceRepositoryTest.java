package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.regimen.db.EvidenceRepository.Incumbent;
import io.regimen.db.EvidenceRepository.Trials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Extension.class)
class EvidenceRepositoryTest {
    private final TestDatabase database;
    private final EvidenceRepository evidence;

    EvidenceRepositoryTest(TestDatabase database) {
        this.database = database;
        this.evidence = database.get(EvidenceRepository.class);
    }

    @Test
    void trials_arePutTogetherFromTheirBatches() {
        assertEquals(new Trials(0, 0, null), evidence.trials("EURUSD", "1h"));
        // Sharpe ratios 1, 2, 3 and 5, 7 and one batch of a single trial, 4; another market does not count
        database.execute("""
                insert into trial_ledger (run_key, symbol, timeframe, evaluation_hash, batch, configurations,
                                          distinct_streams, sharpe_mean, sharpe_variance)
                values ('a', 'EURUSD', '1h', 'e', 'direct', 5, 3, 2, 1),
                       ('a', 'EURUSD', '1h', 'e', 'recursive', 5, 2, 6, 2),
                       ('a', 'EURUSD', '1h', 'f', 'direct', 5, 1, 4, null),
                       ('b', 'EURUSD', '1h', 'e', 'direct', 5, 2, null, null),
                       ('c', 'GBPUSD', '1h', 'e', 'direct', 5, 3, 9, 9)""");
        Trials trials = evidence.trials("EURUSD", "1h");

        assertEquals(8, trials.trials());
        assertEquals(3, trials.candidates());
        assertEquals(14.0 / 3, assertNonNull(trials.sharpeVariance()), 1e-12);
    }

    @Test
    void leaders_haveWhatWasMeasuredOfThem() {
        long run = database.runWithFile("1");
        database.lead("calm_ranging", run, 1);
        database.lead("bull_trending", run, 1);
        assertEquals(1, evidence.add(run, "evaluation", "calm_ranging", 0, "{\"bars\": 7}", 0.1));
        assertEquals(0, evidence.add(run, "evaluation", "calm_ranging", 0, "{\"bars\": 8}", 0.1), "stored already");

        List<EvidenceRepository.Assessed> leaders = evidence.leaders("EURUSD", "1h");
        assertNull(leaders.get(0).measures());
        assertEquals("{\"bars\": 7}", leaders.get(1).measures());
        evidence.assess("EURUSD", "1h", "calm_ranging", "PROVEN", "a reason", "{\"a\": 1}");
        assertEquals(
                "{\"a\": 1}",
                evidence.standing("EURUSD", "1h", "calm_ranging").orElseThrow().evidence());
        assertEquals("1", database.text("select version from regime_best_models where regime_name = 'calm_ranging'"));
    }

    @Test
    void stream_isKeptOnce() {
        long run = database.runWithFile("1");
        long backtest = database.number("select id from inference_backtests");
        evidence.addStream(run, "evaluation", 0, "AQID");
        evidence.addStream(run, "evaluation", 0, "BA==");

        assertEquals("AQID", evidence.stream(backtest).orElseThrow());
        assertEquals(Optional.empty(), evidence.stream(backtest + 1));
    }

    @Test
    void incumbents_areTheLeadersWhenTheGridBegan() {
        long run = database.runWithFile("1");
        long first = database.runWithFile("2");
        long second = database.runWithFile("3");
        long late = database.runWithFile("4");
        database.execute("""
                insert into training_queue (queue_uuid, name, workflow_id, config_grid, evaluation_hash, seed, total_configs,
                                            status, max_parallel, created_by, created_at)
                values ('u', 'g', 'grid-g', '{}', 'evaluation', 1, 1, 'running', 1, 'test', '2026-01-02Z')""", """
                insert into grid_cells (queue_id, cell_index, config_hash, config, label, market, model_type, train_queue,
                                        status, training_run_id)
                values (1, 0, 'c', '{}', 'l', 'EURUSD/1h', 'ridge', 'q', 'running', %d)""".formatted(run), """
                insert into promotions (training_run_id, regime_name, evaluation_hash, symbol, timeframe,
                                        inference_backtest_id, outcome, decided_at)
                values (%d, 'calm_ranging', 'e', 'EURUSD', '1h', 11, 'FIRST', '2026-01-01 10:00Z'),
                       (%d, 'calm_ranging', 'e', 'EURUSD', '1h', 12, 'PROMOTED', '2026-01-01 11:00Z'),
                       (%d, 'calm_ranging', 'f', 'EURUSD', '1h', 13, 'NOT_BETTER', '2026-01-01 12:00Z'),
                       (%d, 'calm_ranging', 'e', 'EURUSD', '1h', 14, 'PROMOTED', '2026-01-03Z'),
                       (%d, 'bear_trending', 'e', 'EURUSD', '1h', 15, 'FIRST', '2026-01-01 10:00Z'),
                       (%d, 'bear_trending', 'g', 'EURUSD', '1h', 15, 'RETIRED', '2026-01-01 11:00Z')
                """.formatted(first, second, first, late, first, first));

        assertEquals(
                Map.of("calm_ranging", new Incumbent("calm_ranging", second, "e", 12L, "PROMOTED")),
                evidence.incumbents("EURUSD", "1h", run, "evaluation"),
                "nobody led the regime whose leader had been retired");
        assertEquals(Map.of(), evidence.incumbents("EURUSD", "1h", run, "another"), "no such grid");
    }

    private static double assertNonNull(@org.jspecify.annotations.Nullable Double value) {
        assertNotNull(value);
        return value;
    }
}
