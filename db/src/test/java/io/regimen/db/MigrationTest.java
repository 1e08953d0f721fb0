package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Extension.class)
class MigrationTest {
    private final TestDatabase database;

    MigrationTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void migrate_emptyDatabase_makesEveryTableAndTheSecondTimeNothing() throws Exception {
        var empty = database.another("empty");
        Flyway flyway = Flyway.configure().dataSource(empty).load();

        assertTrue(flyway.migrate().migrationsExecuted > 0);
        assertEquals(0, flyway.migrate().migrationsExecuted);
        assertTrue(flyway.validateWithResult().validationSuccessful);
        Set<String> tables = new TreeSet<>();
        try (var connection = empty.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select table_name from information_schema.tables where table_schema = 'public'""")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        assertEquals(
                new TreeSet<>(Arrays.asList(
                        "artifacts",
                        "audit",
                        "backtest_details",
                        "dataset_comparisons",
                        "datasets",
                        "feature_sets",
                        "flyway_schema_history",
                        "forecast_quality",
                        "funding_series",
                        "global_leaders",
                        "grid_cells",
                        "grid_progress",
                        "inference_backtests",
                        "kept_runs",
                        "leader_candidates",
                        "leader_evidence",
                        "leader_exclusions",
                        "leader_markets",
                        "leader_policies",
                        "leader_streams",
                        "notifications",
                        "promotions",
                        "regime_best_models",
                        "regime_definitions",
                        "regime_sets",
                        "rejudgement_runs",
                        "rejudgements",
                        "run_evaluations",
                        "run_stream_ladders",
                        "run_streams",
                        "storage_jobs",
                        "stream_ladders",
                        "training_queue",
                        "training_runs",
                        "trial_ledger")),
                tables);
    }

    @Test
    void schema_valuesOutsideOfAClosedSet_areRefused() {
        long run = database.run("1", "workflow").id();
        for (String broken : new String[] {
            "update training_runs set status = 'done' where id = " + run,
            "update training_runs set run_key = 'short' where id = " + run,
            "insert into artifacts (training_run_id, kind, object_key, sha256, bytes, state) values (" + run
                    + ", 'model', 'k', 's', 1, 'GONE')",
            "insert into artifacts (training_run_id, kind, object_key, sha256, bytes, state) values (99, 'model', 'k', "
                    + "'s', 1, 'PRESENT')",
            "insert into artifacts (training_run_id, kind, object_key, sha256, bytes, state) values (" + run
                    + ", 'features', 'k', 's', 1, 'PRESENT')"
        }) {
            assertThrows(IllegalStateException.class, () -> database.execute(broken), broken);
        }
        database.execute("update training_runs set status = 'completed' where id = " + run);
    }
}
