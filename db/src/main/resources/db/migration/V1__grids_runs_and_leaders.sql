-- Bars: an immutable snapshot, named by the hash of its content.
create table datasets (
  hash        text primary key check (hash ~ '^[0-9a-f]{64}$'),
  symbol      text not null,
  timeframe   text not null,
  vendor      text not null,
  source_name text not null,
  bars        integer not null check (bars > 0),
  first_bar   timestamptz not null,
  last_bar    timestamptz not null,
  quoted      boolean not null,
  object_key  text not null,
  file_sha256 text not null,
  bytes       bigint not null,
  report      jsonb not null,
  created_at  timestamptz not null default now()
);
create index datasets_market on datasets (symbol, timeframe, created_at desc);

create table feature_sets (
  hash         text primary key,
  dataset_hash text not null references datasets,
  spec         jsonb not null,
  columns      integer not null,
  rows         integer not null,
  warmup       integer not null,
  created_at   timestamptz not null default now()
);

-- One row per execution of a grid. Counts are derived from grid_cells, so that they cannot disagree with them.
create table training_queue (
  id              bigint generated always as identity primary key,
  queue_uuid      text not null unique,
  name            text not null,
  workflow_id     text not null,
  config_grid     jsonb not null,
  evaluation_hash text not null,
  seed            bigint not null,
  total_configs   integer not null,
  status          text not null check (status in ('running', 'paused', 'completed', 'cancelled')),
  priority        integer not null default 0,
  max_parallel    integer not null,
  created_by      text not null,
  created_at      timestamptz not null default now(),
  started_at      timestamptz not null default now(),
  paused_at       timestamptz,
  completed_at    timestamptz
);
create index training_queue_name on training_queue (name, id desc);
create index training_queue_status on training_queue (status, id desc);

-- One row per configuration that was ever claimed: trained once, judged under one evaluation.
create table training_runs (
  id                        bigint generated always as identity primary key,
  run_key                   text not null unique check (run_key ~ '^[0-9a-f]{64}$'),
  config_hash               text not null,
  status                    text not null check (status in ('running', 'completed', 'failed', 'cancelled')),
  owner                     text not null,
  fence                     integer not null default 0,
  judged                    boolean not null default false,
  model_type                text not null,
  encoder                   text not null,
  symbol                    text not null,
  base_timeframe            text not null,
  days_history              integer not null,
  horizon                   integer not null,
  latency_bars              integer not null,
  indicator_tfs             jsonb not null,
  additional_features       jsonb not null,
  preprocessing_params      jsonb not null,
  model_hyperparams         jsonb not null,
  dataset_hash              text not null references datasets,
  feature_set_hash          text not null,
  code_version              text not null,
  seed                      bigint not null,
  evaluation                jsonb not null,
  evaluation_hash           text not null,
  training_metrics          jsonb,
  baseline_metrics          jsonb,
  beats_baselines           boolean,
  feature_count             integer,
  training_rows             integer,
  distinct_streams          integer,
  training_duration_seconds double precision,
  backtest_duration_seconds double precision,
  database_duration_seconds double precision,
  model_sha256              text,
  model_file_path           text,
  model_file_size_bytes     bigint,
  is_model_kept             boolean not null default false,
  best_regimes              jsonb not null default '[]',
  failure_kind              text,
  error_message             text,
  created_by                text not null,
  created_at                timestamptz not null default now(),
  started_at                timestamptz not null default now(),
  completed_at              timestamptz
);
create index training_runs_config on training_runs (config_hash);
create index training_runs_market on training_runs (symbol, base_timeframe, status);
create index training_runs_model on training_runs (model_type, id desc);
create index training_runs_status on training_runs (status, id desc);

-- A cell of a market without bars has no dataset and no run key until bars are there.
create table grid_cells (
  queue_id        bigint not null references training_queue on delete cascade,
  cell_index      integer not null,
  config_hash     text not null,
  run_key         text,
  config          jsonb not null,
  dataset_hash    text references datasets,
  label           text not null,
  market          text not null,
  model_type      text not null,
  train_queue     text not null,
  status          text not null default 'pending'
                  check (status in ('pending', 'running', 'succeeded', 'skipped', 'failed', 'cancelled')),
  training_run_id bigint references training_runs,
  failure_kind    text,
  reason          text,
  started_at      timestamptz,
  finished_at     timestamptz,
  primary key (queue_id, cell_index)
);
create index grid_cells_status on grid_cells (queue_id, status);
create index grid_cells_run on grid_cells (training_run_id);

create view grid_progress as
select q.id as queue_id,
       count(c.*) filter (where c.status = 'pending')   as pending,
       count(c.*) filter (where c.status = 'running')   as running,
       count(c.*) filter (where c.status = 'succeeded') as succeeded,
       count(c.*) filter (where c.status = 'skipped')   as skipped,
       count(c.*) filter (where c.status = 'failed')    as failed,
       count(c.*) filter (where c.status = 'cancelled') as cancelled
from training_queue q left join grid_cells c on c.queue_id = q.id
group by q.id;

-- One row per run and inference configuration. Typed metrics are those of the test part.
create table inference_backtests (
  id                   bigint generated always as identity primary key,
  training_run_id      bigint not null references training_runs on delete cascade,
  config_index         integer not null,
  prediction_method    text not null,
  ensemble_method      text not null,
  confidence_threshold double precision not null,
  lookback_window      integer not null,
  stream_hash          text not null,
  bars                 integer not null,
  trades               integer not null,
  sharpe               double precision,
  sortino              double precision,
  calmar               double precision,
  max_drawdown         double precision,
  win_rate             double precision,
  profit_factor        double precision,
  avg_win              double precision,
  avg_loss             double precision,
  turnover             double precision,
  exposure             double precision,
  total_pnl            double precision,
  annual_pnl           double precision,
  costs                double precision,
  edge_bps             double precision,
  validation_trades    integer not null,
  validation_sharpe    double precision,
  validation_metrics   jsonb not null,
  regime_metrics       jsonb not null,
  created_at           timestamptz not null default now(),
  unique (training_run_id, config_index)
);
create index inference_backtests_method on inference_backtests (training_run_id, prediction_method);

create table regime_definitions (
  id              bigint generated always as identity primary key,
  regime_name     text not null,
  version         integer not null,
  description     text not null,
  detection_rules jsonb not null,
  is_active       boolean not null default true,
  created_at      timestamptz not null default now(),
  unique (regime_name, version)
);

-- A file in the object store. The row is written before the object and outlives it.
create table artifacts (
  id               bigint generated always as identity primary key,
  training_run_id  bigint not null references training_runs,
  kind             text not null check (kind in ('model')),
  object_key       text not null unique,
  sha256           text not null,
  bytes            bigint not null,
  state            text not null check (state in ('UPLOADING', 'PRESENT', 'DELETE_PENDING', 'DELETED')),
  created_at       timestamptz not null default now(),
  state_changed_at timestamptz not null default now()
);
create index artifacts_run on artifacts (training_run_id);
create index artifacts_state on artifacts (state) where state <> 'DELETED';

create table regime_best_models (
  id                    bigint generated always as identity primary key,
  symbol                text not null,
  timeframe             text not null,
  regime_name           text not null,
  training_run_id       bigint not null references training_runs,
  inference_backtest_id bigint not null references inference_backtests,
  artifact_id           bigint not null references artifacts,
  performance_score     double precision not null,
  run_key               text not null,
  validation_score      double precision not null,
  trades                integer not null,
  bars                  integer not null,
  verdict               text not null check (verdict in ('PROVEN', 'UNPROVEN', 'INSUFFICIENT')),
  verdict_reason        text not null,
  secondary_metrics     jsonb not null,
  achieved_at           timestamptz not null default now(),
  version               bigint not null default 1,
  unique (symbol, timeframe, regime_name)
);
create index regime_best_models_run on regime_best_models (training_run_id);
create index regime_best_models_artifact on regime_best_models (artifact_id);

-- What leads cannot be handed to deletion, whatever code tries it.
create function keep_leading_artifact() returns trigger language plpgsql as $$
begin
  if new.state in ('DELETE_PENDING', 'DELETED')
     and exists (select 1 from regime_best_models where artifact_id = new.id) then
    raise exception 'artifact % is the file of a leader and cannot be deleted', new.id;
  end if;
  return new;
end $$;
create trigger keep_leading_artifact before update of state on artifacts
  for each row execute function keep_leading_artifact();

-- Every run that ever competed for a regime, and how it went.
create table promotions (
  id                    bigint generated always as identity primary key,
  training_run_id       bigint not null references training_runs,
  regime_name           text not null,
  evaluation_hash       text not null,
  symbol                text not null,
  timeframe             text not null,
  inference_backtest_id bigint,
  validation_score      double precision,
  score                 double precision,
  outcome               text not null check (outcome in ('FIRST', 'PROMOTED', 'NOT_BETTER', 'NOT_ELIGIBLE')),
  displaced_run_id      bigint references training_runs,
  displaced_score       double precision,
  created_at            timestamptz not null default now(),
  unique (training_run_id, regime_name, evaluation_hash)
);
create index promotions_market on promotions (symbol, timeframe, regime_name, id desc);

-- Every evaluation ever made, also of runs that failed later. Rows are never deleted.
create table trial_ledger (
  id              bigint generated always as identity primary key,
  run_key         text not null,
  symbol          text not null,
  timeframe       text not null,
  evaluation_hash text not null,
  batch           text not null,
  configurations  integer not null,
  distinct_streams integer not null,
  sharpe_mean     double precision,
  sharpe_variance double precision,
  created_at      timestamptz not null default now(),
  unique (run_key, evaluation_hash, batch)
);
create index trial_ledger_market on trial_ledger (symbol, timeframe);

create table notifications (
  id         text primary key,
  queue_id   bigint not null references training_queue,
  kind       text not null check (kind in ('grid_finished')),
  payload    jsonb not null,
  created_at timestamptz not null default now(),
  unique (queue_id, kind, id)
);

create table audit (
  id         bigint generated always as identity primary key,
  at         timestamptz not null default now(),
  actor      text not null,
  action     text not null,
  subject    text not null,
  detail     jsonb not null default '{}'
);
create index audit_subject on audit (subject, id desc);
