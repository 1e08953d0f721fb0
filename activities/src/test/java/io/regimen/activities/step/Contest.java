package io.regimen.activities.step;

import io.micronaut.context.ApplicationContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Runs that are ready to be judged, on a real PostgreSQL. */
final class Contest implements AutoCloseable {
    static final int RUNS = 200;

    private final EmbeddedPostgres postgres;
    private final ApplicationContext context;

    /** @param connections at a time */
    Contest(int connections) throws IOException {
        postgres = EmbeddedPostgres.start();
        context = TestServers.beans(postgres, connections).start();
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() throws IOException {
        context.close();
        postgres.close();
    }

    /**
     * Two markets of a hundred runs, three configurations and two regimes each, with numbers that are hashes. Scores have
     * one decimal, so that ties occur; the key that decides them has nothing to do with the order of the rows. What each
     * run should choose is worked out in SQL, from the words of the rule. Two runs in three have evidence.
     */
    void reset() throws SQLException {
        execute("""
                truncate datasets, training_runs, inference_backtests, artifacts, regime_best_models, promotions,
                         trial_ledger, audit, leader_markets restart identity cascade;
                delete from leader_policies where id > 1;
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

    /** What leads or has a place is kept, the rest is given up, and every run says so of itself. */
    List<String> inconsistencies() throws SQLException {
        return rows("""
                select r.id, a.state, r.judged, r.is_model_kept, r.best_regimes, led.regimes
                from training_runs r join artifacts a on a.training_run_id = r.id
                cross join lateral (select coalesce(jsonb_agg(l.regime_name order by l.regime_name), '[]') as regimes
                                    from regime_best_models l where l.training_run_id = r.id) led
                cross join lateral (select led.regimes <> '[]' or exists (
                                        select 1 from leader_candidates c
                                        where c.training_run_id = r.id and c.place is not null) as yes) kept
                where a.state <> case when kept.yes then 'PRESENT' else 'DELETE_PENDING' end
                   or not r.judged
                   or r.is_model_kept <> kept.yes
                   or r.best_regimes <> led.regimes""");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows as text, columns separated by spaces. */
    List<String> rows(String sql) throws SQLException {
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
