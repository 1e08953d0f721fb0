-- One life for model files and feature files: a row per attempt to store one, written before the object, kept after it.
-- MISSING and DAMAGED: there should be a file, but the object is gone or has other bytes.
alter table artifacts
  alter column training_run_id drop not null,
  add column feature_set_hash text references feature_sets,
  -- why it was given up, or what was found wrong with it
  add column reason           text,
  add column used_at          timestamptz not null default now(),
  -- when a sweep last found the object in the store
  add column seen_at          timestamptz,
  -- the workflow that deletes the object; another may after a while
  add column claimed_by       text,
  add column claimed_at       timestamptz,
  drop constraint artifacts_kind_check,
  drop constraint artifacts_state_check,
  add constraint artifacts_kind_check check (kind in ('model', 'features')),
  add constraint artifacts_state_check
    check (state in ('UPLOADING', 'PRESENT', 'MISSING', 'DAMAGED', 'DELETE_PENDING', 'DELETED')),
  add constraint artifacts_owner_check
    check ((kind = 'model') = (training_run_id is not null) and (kind = 'features') = (feature_set_hash is not null));
create index artifacts_features on artifacts (feature_set_hash) where feature_set_hash is not null;

insert into artifacts (feature_set_hash, kind, object_key, sha256, bytes, state, created_at, state_changed_at)
select hash, 'features', object_key, coalesce(file_sha256, ''), coalesce(bytes, 0),
       case when file_sha256 is null then 'UPLOADING' else 'PRESENT' end, created_at, created_at
from feature_sets where object_key is not null;

-- Runs whose model file stays although nobody is training them. Whatever else should keep a file is added here, and the
-- sweep and `verify` follow.
create view kept_runs as
select training_run_id from regime_best_models
union
select training_run_id from run_evaluations where status = 'running';

-- Only a file that is there can begin to lead. The lock makes a sweep that gives it up at this moment wait or be waited for.
create function lead_with_present_file() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.artifact_id = old.artifact_id then
    return new;
  end if;
  perform 1 from artifacts where id = new.artifact_id and state = 'PRESENT' for update;
  if not found then
    raise exception 'artifact % is not present and cannot lead', new.artifact_id;
  end if;
  return new;
end $$;
create trigger lead_with_present_file before insert or update of artifact_id on regime_best_models
  for each row execute function lead_with_present_file();

-- Sweeps and checks of the store, and what they did.
create table storage_jobs (
  id           bigint generated always as identity primary key,
  execution    text not null unique,
  workflow_id  text not null,
  kind         text not null check (kind in ('sweep', 'verify', 'restore_check', 'retrain')),
  request      jsonb not null,
  status       text not null default 'running' check (status in ('running', 'completed', 'failed')),
  report       json,
  reason       text,
  created_by   text not null,
  started_at   timestamptz not null default now(),
  completed_at timestamptz
);
create index storage_jobs_kind on storage_jobs (kind, id desc);

create index audit_job on audit ((detail ->> 'job')) where detail ->> 'job' is not null;
