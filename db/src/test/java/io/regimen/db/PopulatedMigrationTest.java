package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the migrations fill in where a database of version 3 has rows, and that nothing else of these rows changes. */
@ExtendWith(TestDatabase.Extension.class)
class PopulatedMigrationTest {
    private static final List<String> TABLES = List.of(
            "datasets",
            "feature_sets",
            "training_queue",
            "training_runs",
            "grid_cells",
            "inference_backtests",
            "backtest_details",
            "artifacts",
            "regime_best_models",
            "promotions",
            "trial_ledger",
            "notifications",
            "audit");

    private final DataSource populated;

    PopulatedMigrationTest(TestDatabase database) {
        populated = database.another("populated");
    }

    @BeforeEach
    void migrate() throws SQLException, IOException {
        Flyway.configure().dataSource(populated).target("3").load().migrate();
        try (var rows = getClass().getResourceAsStream("/version3.sql")) {
            execute(new String(Objects.requireNonNull(rows).readAllBytes(), StandardCharsets.UTF_8));
        }
        execute("create schema before");
        for (String table : TABLES) {
            execute("create table before." + table + " as select * from " + table);
        }
        Flyway.configure().dataSource(populated).load().migrate();
    }

    @Test
    void evaluations_areThoseOfJudgedRuns_withWhatTheirRowsSaid() throws SQLException {
        assertEquals(
                List.of(
                        "1 e1 {\"costs\": {\"fee_bps\": 0.5}} training completed grid-alpha/m/0 0"
                                + " {\"zero\": {\"sharpe\": 0}} true 118 0.31 0.12"
                                + " 2026-02-01 00:01:00+00 2026-02-01 00:02:00+00",
                        // judged, but killed before its end was written down
                        "3 e2 {\"costs\": {}} training completed grid-beta/m/0 0 null false 135 0.44 null"
                                + " 2026-02-01 00:03:00+00 2026-02-01 00:03:00+00"),
                rows("""
                        select training_run_id, evaluation_hash, evaluation, origin, status, owner, fence,
                               baseline_metrics, beats_baselines, distinct_streams, backtest_duration_seconds,
                               database_duration_seconds, created_at, completed_at
                        from run_evaluations order by training_run_id"""));
        assertEquals(List.of(), rows("""
                select * from run_evaluations where failure_kind is not null or error_message is not null"""));
    }

    @Test
    void backtests_belongToTheEvaluationOfTheirRun_alsoOfRunsThatAreNotJudged() throws SQLException {
        assertEquals(
                List.of("11 1 0 e1", "12 1 1 e1", "31 3 0 e2", "41 4 0 e1"),
                rows("select id, training_run_id, config_index, evaluation_hash from inference_backtests order by id"));
        assertEquals(
                List.of("bull_trending e1", "calm_ranging e1"),
                rows("""
                        select l.regime_name, b.evaluation_hash
                        from regime_best_models l join inference_backtests b on b.id = l.inference_backtest_id
                        join run_evaluations e on e.training_run_id = l.training_run_id
                                              and e.evaluation_hash = b.evaluation_hash
                        order by l.regime_name"""),
                "every leader has the evaluation that it rests on");
    }

    @Test
    void backtests_areUniquePerEvaluation() throws SQLException {
        String copy = """
                insert into inference_backtests (training_run_id, evaluation_hash, config_index, prediction_method,
                    ensemble_method, confidence_threshold, lookback_window, stream_hash, bars, trades,
                    validation_trades, validation_metrics, regime_metrics)
                select training_run_id, %s, config_index, prediction_method, ensemble_method, confidence_threshold,
                       lookback_window, stream_hash, bars, trades, validation_trades, validation_metrics, regime_metrics
                from inference_backtests where id = 11""";

        execute(copy.formatted("'e9'"));
        assertThrows(SQLException.class, () -> execute(copy.formatted("'e1'")), "the same twice");
        assertThrows(SQLException.class, () -> execute(copy.formatted("null")), "of no evaluation");
    }

    @Test
    void featureFiles_areArtifactsToo() throws SQLException {
        List<String> sets = rows("""
                select hash, object_key, coalesce(file_sha256, ''), coalesce(bytes, 0),
                       case when file_sha256 is null then 'UPLOADING' else 'PRESENT' end
                from before.feature_sets where object_key is not null order by hash""");
        assertFalse(sets.isEmpty());
        assertEquals(sets, rows("""
                select feature_set_hash, object_key, sha256, bytes, state from artifacts
                where kind = 'features' and training_run_id is null order by feature_set_hash"""));
    }

    @Test
    void rows_keepEveryValueTheyHad() throws SQLException {
        for (String table : TABLES) {
            assertEquals(
                    rows("select count(*) from before." + table),
                    rows("select count(*) from before." + table + " b where exists (select 1 from public." + table
                            + " t where to_jsonb(t) @> to_jsonb(b))"),
                    table);
            String added = table.equals("artifacts") ? " where kind <> 'features'" : "";
            assertEquals(
                    rows("select count(*) from before." + table),
                    rows("select count(*) from public." + table + added),
                    table);
            assertEquals(List.of("true"), rows("select count(*) > 0 from before." + table), table + " is tested empty");
        }
        assertEquals(List.of("0 0"), rows("""
                select (select count(*) from rejudgements), (select count(*) from rejudgement_runs)"""));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = populated.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Each row as its values, a space apart, times in UTC. */
    private List<String> rows(String sql) throws SQLException {
        try (var connection = populated.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'");
            List<String> out = new ArrayList<>();
            try (var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    List<String> values = new ArrayList<>();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        values.add(text(rows.getString(i)));
                    }
                    out.add(String.join(" ", values));
                }
            }
            return out;
        }
    }

    private static String text(@Nullable String value) {
        return switch (value) {
            case null -> "null";
            case "t" -> "true";
            case "f" -> "false";
            default -> value;
        };
    }
}
