-- A database as version 3 of the schema had it, after two grids: a judged run with two leaders, one that failed, one that
-- was judged and killed before its row was closed, and one that is being backtested.
insert into datasets (hash, symbol, timeframe, vendor, source_name, bars, first_bar, last_bar, quoted, object_key,
                      file_sha256, bytes, report, calendar, integrity)
values (repeat('a', 64), 'EURUSD', '1h', 'lean-oanda', 'eurusd.zip', 5000, '2020-01-01Z', '2020-10-01Z', true,
        'datasets/a', repeat('0', 64), 1000, '{"gaps": 2}', 'fx', '{"stale": 0}');

insert into feature_sets (hash, dataset_hash, spec, columns, rows, warmup, object_key, file_sha256, bytes, compute_seconds)
values ('f1', repeat('a', 64), '{"base_timeframe": "1h"}', 40, 5000, 203, 'features/f1', repeat('1', 64), 900, 0.4);

insert into training_queue (id, queue_uuid, name, workflow_id, config_grid, evaluation_hash, seed, total_configs, status,
                            max_parallel, created_by)
overriding system value
values (1, 'u1', 'alpha', 'grid-alpha', '{"name": "alpha"}', 'e1', 7, 3, 'running', 4, 'api'),
       (2, 'u2', 'beta', 'grid-beta', '{"name": "beta"}', 'e2', 7, 1, 'cancelled', 4, 'cli');

insert into training_runs (id, run_key, config_hash, status, owner, fence, judged, model_type, encoder, symbol,
                           base_timeframe, days_history, horizon, latency_bars, indicator_tfs, additional_features,
                           preprocessing_params, model_hyperparams, dataset_hash, feature_set_hash, code_version, seed,
                           evaluation, evaluation_hash, training_metrics, baseline_metrics, beats_baselines,
                           feature_count, training_rows, distinct_streams, training_duration_seconds,
                           backtest_duration_seconds, database_duration_seconds, is_model_kept, best_regimes,
                           failure_kind, error_message, created_by, created_at, started_at, completed_at)
overriding system value
select id, repeat(id::text, 64), 'h' || id, status, owner, fence, judged, 'ridge', 'none', 'EURUSD', '1h', 365, 4, 0,
       '{"rsi": ["1h"]}', '["returns_volatility"]', '{"ar_lags": 5}', '{"lambda": 10}', repeat('a', 64), 'f1', '1', 7,
       evaluation::jsonb, hash, '{"mse": 0.5}', baselines::jsonb, beats, 40, 3000, streams, 0.2, back, db, kept,
       regimes::jsonb, kind, error, 'api', '2026-02-01Z',
       '2026-02-01Z'::timestamptz + id * interval '1 minute', completed::timestamptz
from (values
  (1, 'completed', 'grid-alpha/m/0', 2, true,  '{"costs": {"fee_bps": 0.5}}', 'e1', '{"zero": {"sharpe": 0}}', true,
   118,  0.31, 0.12, true,  '["bull_trending", "calm_ranging"]', null, null, '2026-02-01 00:02:00Z'),
  (2, 'failed',    'grid-alpha/m/1', 1, false, '{"costs": {"fee_bps": 0.5}}', 'e1', null, null,
   null, null, null, false, '[]', 'MISSING_DATA', 'too few bars', '2026-02-01 00:02:30Z'),
  (3, 'running',   'grid-beta/m/0',  1, true,  '{"costs": {}}',               'e2', null, false,
   135,  0.44, null, false, '[]', null, null, null),
  (4, 'running',   'grid-alpha/m/2', 1, false, '{"costs": {"fee_bps": 0.5}}', 'e1', null, null,
   null, null, null, false, '[]', null, null, null))
  as r(id, status, owner, fence, judged, evaluation, hash, baselines, beats, streams, back, db, kept, regimes, kind, error,
       completed);

insert into grid_cells (queue_id, cell_index, config_hash, run_key, config, dataset_hash, label, market, model_type,
                        train_queue, status, training_run_id, failure_kind, reason)
values (1, 0, 'h1', repeat('1', 64), '{"horizon": 4}', repeat('a', 64), 'ridge', 'EURUSD/1h', 'ridge', 'regimen-cpu',
        'succeeded', 1, null, null),
       (1, 1, 'h2', repeat('2', 64), '{"horizon": 4}', repeat('a', 64), 'ridge', 'EURUSD/1h', 'ridge', 'regimen-cpu',
        'failed', 2, 'MISSING_DATA', 'too few bars'),
       (1, 2, 'h4', repeat('4', 64), '{"horizon": 4}', repeat('a', 64), 'ridge', 'EURUSD/1h', 'ridge', 'regimen-cpu',
        'running', 4, null, null),
       (2, 0, 'h3', repeat('3', 64), '{"horizon": 4}', repeat('a', 64), 'ridge', 'EURUSD/1h', 'ridge', 'regimen-cpu',
        'cancelled', 3, null, null);

insert into inference_backtests (id, training_run_id, config_index, prediction_method, ensemble_method,
                                 confidence_threshold, lookback_window, stream_hash, bars, trades, sharpe, annual_return,
                                 validation_trades, validation_sharpe, validation_metrics, regime_metrics)
overriding system value
values (11, 1, 0, 'direct', 'mean', 0, 50, 's0', 200, 40, 0.5, 0.02, 30, 0.4, '{"trades": 30}',
        '{"calm_ranging": {"test": {"trades": 40}}}'),
       (12, 1, 1, 'recursive', 'stacking', 0.9, 100, 's1', 200, 44, 1.5, 0.04, 31, 0.9, '{}', '{}'),
       (31, 3, 0, 'direct', 'mean', 0, 50, 's2', 200, 0, null, null, 0, null, '{}', '{}'),
       (41, 4, 0, 'direct', 'mean', 0, 50, 's3', 200, 41, 0.7, 0.03, 30, 0.5, '{}', '{}');

insert into backtest_details (inference_backtest_id, detail) values (12, '{"months": [{"month": "2020-03"}]}');

insert into artifacts (id, training_run_id, kind, object_key, sha256, bytes, state)
overriding system value
values (1, 1, 'model', 'models/1', repeat('d', 64), 1234, 'PRESENT'),
       (3, 3, 'model', 'models/3', repeat('e', 64), 4321, 'DELETE_PENDING');

insert into regime_best_models (symbol, timeframe, regime_name, training_run_id, inference_backtest_id, artifact_id,
                                performance_score, run_key, validation_score, trades, bars, verdict, verdict_reason,
                                secondary_metrics)
values ('EURUSD', '1h', 'bull_trending', 1, 12, 1, 1.25, repeat('1', 64), 0.9, 44, 200, 'UNPROVEN', 'few trades',
        '{"dsr": 0.4}'),
       ('EURUSD', '1h', 'calm_ranging', 1, 11, 1, 0.25, repeat('1', 64), 0.4, 40, 200, 'INSUFFICIENT', 'few bars', '{}');

insert into promotions (training_run_id, regime_name, evaluation_hash, symbol, timeframe, inference_backtest_id,
                        validation_score, score, outcome, displaced_run_id, displaced_score)
values (3, 'bull_trending', 'e2', 'EURUSD', '1h', 31, 0.1, 0.2, 'FIRST', null, null),
       (1, 'bull_trending', 'e1', 'EURUSD', '1h', 12, 0.9, 1.25, 'PROMOTED', 3, 0.2),
       (1, 'calm_ranging', 'e1', 'EURUSD', '1h', 11, 0.4, 0.25, 'FIRST', null, null);

insert into trial_ledger (run_key, symbol, timeframe, evaluation_hash, batch, configurations, distinct_streams,
                          sharpe_mean, sharpe_variance)
values (repeat('1', 64), 'EURUSD', '1h', 'e1', '0', 135, 118, 0.3, 0.2),
       (repeat('3', 64), 'EURUSD', '1h', 'e2', '0', 135, 135, -0.1, 0.3);

insert into notifications (id, queue_id, kind, payload) values ('n1', 2, 'grid_finished', '{"failed": 0}');

insert into audit (actor, action, subject) values ('cli', 'start', 'grid 2');

-- as the rows would have been numbered
select setval(pg_get_serial_sequence('artifacts', 'id'), (select max(id) from artifacts));
