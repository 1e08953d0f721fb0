-- Funding rates of a perpetual future as they were charged, named by the hash of their content: costs name them by it.
create table funding_series (
  hash         text primary key check (hash ~ '^[0-9a-f]{64}$'),
  symbol       text not null,
  source_name  text not null,
  instrument   text,
  charges      integer not null check (charges > 1),
  first_charge timestamptz not null,
  last_charge  timestamptz not null,
  -- one line "second,rate" per charge
  rates        text not null,
  report       json not null,
  created_at   timestamptz not null default now()
);
create index funding_series_symbol on funding_series (symbol, created_at desc);

-- Details are stored of either part.
alter table backtest_details
  add column segment text not null default 'test' check (segment in ('validation', 'test')),
  drop constraint backtest_details_pkey,
  add primary key (inference_backtest_id, segment);

-- What the forecasts of a run are worth before anything is traded on them, as they were judged under an evaluation.
create table forecast_quality (
  training_run_id bigint not null references training_runs on delete cascade,
  evaluation_hash text not null,
  quality         jsonb not null,
  created_at      timestamptz not null default now(),
  primary key (training_run_id, evaluation_hash)
);
