-- Position streams of runs, by which they can be judged under other regimes when their model file is gone. A ladder holds
-- those of one method, look-back and ensemble under all thresholds, named by the hash of what it holds.
create table stream_ladders (
  hash       text primary key check (hash ~ '^[0-9a-f]{64}$'),
  -- compressed
  content    bytea not null,
  raw_bytes  integer not null check (raw_bytes > 0),
  created_at timestamptz not null default now()
);
alter table stream_ladders alter column content set storage external;

-- That the streams of a run are kept, as they were under an evaluation.
create table run_streams (
  training_run_id  bigint not null references training_runs on delete cascade,
  evaluation_hash  text not null,
  -- all: as long as the run is there; leaders: only if the run led when it was judged, or before
  keep             text not null check (keep in ('all', 'leaders')),
  -- first bar of the forecasts, then first bar and bar after the last of validation and test
  segments         integer[] not null check (cardinality(segments) = 5),
  configurations   integer not null,
  distinct_streams integer not null,
  -- decision bars of both parts
  bars             integer not null,
  created_at       timestamptz not null default now(),
  primary key (training_run_id, evaluation_hash)
);

create table run_stream_ladders (
  training_run_id bigint not null,
  evaluation_hash text not null,
  position        integer not null,
  ladder_hash     text not null references stream_ladders,
  primary key (training_run_id, evaluation_hash, position),
  foreign key (training_run_id, evaluation_hash) references run_streams on delete cascade
);
create index run_stream_ladders_ladder on run_stream_ladders (ladder_hash);

-- A ladder goes with the last run that has it. Whoever adds one locks its row, in the order of hashes as here: so either
-- the run that comes is seen, or it finds the ladder gone and adds it again.
create function drop_unused_ladders() returns trigger language plpgsql as $$
begin
  perform 1 from stream_ladders where hash in (select ladder_hash from gone) order by hash for update;
  delete from stream_ladders l
  where hash in (select ladder_hash from gone)
    and not exists (select 1 from run_stream_ladders r where r.ladder_hash = l.hash);
  return null;
end $$;
create trigger drop_unused_ladders after delete on run_stream_ladders
  referencing old table as gone for each statement execute function drop_unused_ladders();

-- What the backtests were made from. A run without a model cannot lead, so what was judged from streams does not compete.
alter table run_evaluations
  add column source text not null default 'model' check (source in ('model', 'streams'));

-- NO_FILE: it would lead, but its model is gone.
alter table promotions
  drop constraint promotions_outcome_check,
  add constraint promotions_outcome_check
    check (outcome in ('FIRST', 'PROMOTED', 'NOT_BETTER', 'NOT_ELIGIBLE', 'NO_FILE'));
