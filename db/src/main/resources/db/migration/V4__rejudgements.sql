-- A run under one evaluation (inference grid, costs, regime rules): the one it was trained for, and each it was judged
-- under again. The first is written when the run is judged, the others while they are worked on.
create table run_evaluations (
  training_run_id           bigint not null references training_runs on delete cascade,
  evaluation_hash           text not null,
  evaluation                jsonb not null,
  origin                    text not null check (origin in ('training', 'rejudgement')),
  status                    text not null check (status in ('running', 'completed', 'failed', 'cancelled')),
  owner                     text not null,
  fence                     integer not null default 0,
  baseline_metrics          jsonb,
  beats_baselines           boolean,
  distinct_streams          integer,
  backtest_duration_seconds double precision,
  database_duration_seconds double precision,
  failure_kind              text,
  error_message             text,
  created_at                timestamptz not null default now(),
  completed_at              timestamptz,
  primary key (training_run_id, evaluation_hash)
);
create index run_evaluations_running on run_evaluations (training_run_id) where status = 'running';

insert into run_evaluations (training_run_id, evaluation_hash, evaluation, origin, status, owner, baseline_metrics,
                             beats_baselines, distinct_streams, backtest_duration_seconds, database_duration_seconds,
                             created_at, completed_at)
select id, evaluation_hash, evaluation, 'training', 'completed', owner, baseline_metrics, beats_baselines,
       distinct_streams, backtest_duration_seconds, database_duration_seconds, started_at,
       coalesce(completed_at, started_at)
from training_runs where judged;

alter table inference_backtests add column evaluation_hash text;
update inference_backtests b set evaluation_hash = r.evaluation_hash
from training_runs r where r.id = b.training_run_id;
alter table inference_backtests
  alter column evaluation_hash set not null,
  drop constraint inference_backtests_training_run_id_config_index_key,
  add constraint inference_backtests_identity unique (training_run_id, evaluation_hash, config_index);

-- One row per execution of a rejudgement.
create table rejudgements (
  id           bigint generated always as identity primary key,
  uuid         text not null unique,
  name         text not null,
  workflow_id  text not null,
  request      jsonb not null,
  total        integer not null,
  status       text not null check (status in ('running', 'completed', 'cancelled')),
  created_by   text not null,
  created_at   timestamptz not null default now(),
  completed_at timestamptz
);
create index rejudgements_name on rejudgements (name, id desc);

-- A run that a rejudgement asked for, and how that ended. The id of a run that does not exist has no row.
create table rejudgement_runs (
  rejudgement_id  bigint not null references rejudgements on delete cascade,
  position        integer not null,
  training_run_id bigint not null references training_runs,
  config_hash     text not null,
  evaluation_hash text not null,
  evaluation      jsonb not null,
  label           text not null,
  status          text not null
                  check (status in ('pending', 'running', 'judged', 'already_judged', 'refused', 'failed', 'cancelled')),
  leads           jsonb not null default '[]',
  failure_kind    text,
  reason          text,
  finished_at     timestamptz,
  primary key (rejudgement_id, position),
  unique (rejudgement_id, training_run_id)
);
create index rejudgement_runs_run on rejudgement_runs (training_run_id);
