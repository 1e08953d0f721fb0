-- What was measured of the configuration with which a run might have led a regime when it was measured. The verdict
-- follows from it and from the trial ledger.
create table leader_evidence (
  training_run_id       bigint not null references training_runs on delete cascade,
  evaluation_hash       text not null,
  regime_name           text not null,
  inference_backtest_id bigint not null references inference_backtests on delete cascade,
  measures              jsonb not null,
  compute_seconds       double precision not null,
  created_at            timestamptz not null default now(),
  primary key (training_run_id, evaluation_hash, regime_name)
);
create index leader_evidence_backtest on leader_evidence (inference_backtest_id);

-- P&L per bar of such a configuration on its test part, to be held beside its challengers'.
create table leader_streams (
  inference_backtest_id bigint primary key references inference_backtests on delete cascade,
  pnl                   bytea not null,
  created_at            timestamptz not null default now()
);

-- The verdict condition by condition, and the trials it was reached against. Leaders made before have none.
alter table regime_best_models add column evidence jsonb;

-- When a competition was decided, under the lock of its market; and what was known of both sides then.
alter table promotions
  add column decided_at            timestamptz,
  add column verdict               text check (verdict in ('PROVEN', 'UNPROVEN', 'INSUFFICIENT')),
  add column evidence              jsonb,
  add column displaced_backtest_id bigint,
  add column displaced_verdict     text check (displaced_verdict in ('PROVEN', 'UNPROVEN', 'INSUFFICIENT')),
  add column displaced_evidence    jsonb;
update promotions set decided_at = created_at;
alter table promotions
  alter column decided_at set not null,
  alter column decided_at set default clock_timestamp();
