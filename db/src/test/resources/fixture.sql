-- Three executions of two grids, five runs, three backtests, two leaders: small enough to be counted by eye.
insert into datasets (hash, symbol, timeframe, vendor, source_name, bars, first_bar, last_bar, quoted, object_key,
                      file_sha256, bytes, report, created_at) values
  (repeat('a', 64), 'EURUSD', '1h', 'lean-oanda', 'eurusd.zip', 5000, '2020-01-01Z', '2020-10-01Z', true,
   'datasets/a', repeat('0', 64), 1000, '{"gaps": 2}', '2026-01-01T00:00:00Z'),
  (repeat('b', 64), 'EURUSD', '1h', 'lean-oanda', 'eurusd.zip', 6000, '2020-01-01Z', '2020-12-01Z', true,
   'datasets/b', repeat('0', 64), 1200, '{"gaps": 3}', '2026-01-02T00:00:00Z'),
  (repeat('c', 64), 'BTCUSDT', '4h', 'csv', 'btc.csv', 700, '2021-01-01Z', '2021-05-01Z', false,
   'datasets/c', repeat('0', 64), 90, '{}', '2026-01-03T00:00:00Z');

insert into training_queue (id, queue_uuid, name, workflow_id, config_grid, evaluation_hash, seed, total_configs,
                            status, max_parallel, created_by, created_at, started_at, completed_at)
overriding system value values
  (1, 'u1', 'alpha', 'grid-alpha', '{"name": "alpha", "horizons": [1]}', 'e1', 7, 2, 'completed', 4, 'api',
   '2026-02-01Z', '2026-02-01Z', '2026-02-01T00:10:00Z'),
  (2, 'u2', 'alpha', 'grid-alpha', '{"name": "alpha", "horizons": [1]}', 'e1', 7, 1, 'running', 4, 'api',
   '2026-02-02Z', '2026-02-02Z', null),
  (3, 'u3', 'beta_1', 'grid-beta_1',
   '{"name": "beta_1", "model_types": ["ridge"], "symbols": ["EURUSD"], "base_timeframes": ["1h"],
     "days_history": [200], "horizons": [4], "seed": 7, "created_by": "cli"}',
   'e1', 7, 6, 'completed', 8, 'cli', '2026-02-03Z', '2026-02-03Z', '2026-02-03T00:10:00Z');

insert into training_runs (id, run_key, config_hash, status, owner, judged, model_type, encoder, symbol,
                           base_timeframe, days_history, horizon, latency_bars, indicator_tfs, additional_features,
                           preprocessing_params, model_hyperparams, dataset_hash, feature_set_hash, code_version,
                           seed, evaluation, evaluation_hash, training_metrics, beats_baselines, feature_count,
                           training_rows, training_duration_seconds, backtest_duration_seconds,
                           database_duration_seconds, is_model_kept, best_regimes, failure_kind, error_message,
                           created_by, created_at)
overriding system value
select id, repeat(key, 64), hash, status, 'w', status = 'completed', model, 'none', symbol, timeframe, 365, horizon, 0,
       '{"rsi": ["1h"]}', '["returns_volatility"]', '{"ar_lags": 5}', '{"lambda": 10}', repeat(dataset, 64), 'f1', 'v1',
       7, '{"costs": {"fee_bps": 0.5}}', 'e1',
       case when train is not null then '{"mse": 0.5}'::jsonb end, beats, features, rows, train, back, db, kept,
       regimes::jsonb, kind, error, 'api', '2026-02-01Z'::timestamptz + id * interval '1 minute'
from (values
  (1, '1', 'h1', 'completed', 'ridge',   'EURUSD',  '1h', 1, 'b', true,  40, 900, 0.2, 0.3, 0.1, true,
   '["trend_up"]', null, null),
  (2, '2', 'h2', 'completed', 'ridge',   'EURUSD',  '1h', 4, 'a', false, 40, 900, 0.4, 0.5, 0.1, false, '[]', null, null),
  (3, '3', 'h3', 'completed', 'xgboost', 'EURUSD',  '1h', 8, 'b', true,  40, 900, 2.0, 0.5, 0.1, true,
   '["range"]', null, null),
  (4, '4', 'h4', 'failed',    'ridge',   'EURUSD',  '1h', 2, 'b', null, null, null, null, null, null, false,
   '[]', 'MISSING_DATA', 'too few bars'),
  (5, '5', 'h5', 'running',   'ridge',   'BTCUSDT', '4h', 3, 'c', null, null, null, null, null, null, false,
   '[]', null, null))
  as r(id, key, hash, status, model, symbol, timeframe, horizon, dataset, beats, features, rows, train, back, db, kept,
       regimes, kind, error);

insert into run_evaluations (training_run_id, evaluation_hash, evaluation, origin, status, owner,
                             backtest_duration_seconds, database_duration_seconds, created_at, completed_at)
select id, evaluation_hash, evaluation, 'training', 'completed', owner, backtest_duration_seconds,
       database_duration_seconds, created_at, created_at
from training_runs where judged;

insert into grid_cells (queue_id, cell_index, config_hash, run_key, config, dataset_hash, label, market, model_type,
                        train_queue, status, training_run_id, failure_kind, reason)
select queue, index, 'h' || index, repeat('1', 64), '{"horizon": 1}', repeat('b', 64), 'ridge EURUSD/1h', 'EURUSD/1h',
       'ridge', 'regimen-cpu', status, run, kind, reason
from (values
  (1, 0, 'succeeded', 1, null, null), (1, 1, 'succeeded', 2, null, null),
  (2, 0, 'running', null, null, null),
  (3, 0, 'skipped', 1, null, 'already trained'), (3, 1, 'succeeded', 3, null, null),
  (3, 2, 'failed', 4, 'MISSING_DATA', 'too few bars'), (3, 3, 'failed', 4, 'MISSING_DATA', 'too few bars'),
  (3, 4, 'failed', null, 'ERROR', 'boom'), (3, 5, 'cancelled', null, null, null))
  as c(queue, index, status, run, kind, reason);

insert into inference_backtests (id, training_run_id, evaluation_hash, config_index, prediction_method, ensemble_method,
                                 confidence_threshold, lookback_window, stream_hash, bars, trades, sharpe,
                                 max_drawdown, win_rate, total_pnl, validation_trades, validation_sharpe,
                                 validation_metrics, regime_metrics)
overriding system value values
  (1, 1, 'e1', 0, 'direct', 'mean', 0,   50, 's0', 200, 40, 0.5,  0.1, 0.55, 0.02, 30, 0.4, '{"trades": 30}', '{}'),
  (2, 1, 'e1', 1, 'direct', 'mean', 0.9, 50, 's1', 200, 0,  null, null, null, null, 0, null, '{}', '{}'),
  (3, 1, 'e1', 2, 'recursive', 'stacking', 0, 50, 's2', 200, 44, 1.5, 0.05, 0.6, 0.04, 31, 0.9, '{}', '{"range": {"trades": 9}}'),
  (4, 3, 'e1', 0, 'direct', 'mean', 0,   50, 's3', 200, 50, 2.5,  0.1, 0.55, 0.02, 30, 0.4, '{}', '{}');

insert into backtest_details (inference_backtest_id, detail) values (3, '{"months": [{"month": "2020-03"}]}');

insert into artifacts (id, training_run_id, kind, object_key, sha256, bytes, state) overriding system value values
  (1, 1, 'model', 'models/1', repeat('d', 64), 1234, 'PRESENT'),
  (2, 3, 'model', 'models/3', repeat('e', 64), 4321, 'PRESENT');

insert into regime_best_models (symbol, timeframe, regime_name, training_run_id, inference_backtest_id, artifact_id,
                                performance_score, run_key, validation_score, trades, bars, verdict, verdict_reason,
                                secondary_metrics) values
  ('EURUSD', '1h', 'trend_up', 1, 3, 1, 1.25, repeat('1', 64), 0.9, 44, 200, 'UNPROVEN', 'few trades', '{"dsr": 0.4}'),
  ('EURUSD', '1h', 'range',    3, 4, 2, 2.25, repeat('3', 64), 0.4, 50, 200, 'PROVEN', 'all floors passed', '{}');

insert into promotions (training_run_id, regime_name, evaluation_hash, symbol, timeframe, inference_backtest_id,
                        validation_score, score, outcome, displaced_run_id, displaced_score) values
  (1, 'range', 'e1', 'EURUSD', '1h', 3, 0.9, 1.5, 'FIRST', null, null),
  (1, 'trend_up', 'e1', 'EURUSD', '1h', 3, 0.9, 1.25, 'FIRST', null, null),
  (3, 'range', 'e1', 'EURUSD', '1h', 4, 0.4, 2.25, 'PROMOTED', 1, 1.5),
  (2, 'range', 'e1', 'EURUSD', '1h', null, null, null, 'NOT_ELIGIBLE', null, null);

insert into regime_definitions (regime_name, version, description, detection_rules, is_active)
select name, version, 'about ' || name, '{"all": []}', active
from (values ('fixture_range', 1, false), ('fixture_range', 2, true), ('fixture_trend', 1, true))
  as d(name, version, active);
