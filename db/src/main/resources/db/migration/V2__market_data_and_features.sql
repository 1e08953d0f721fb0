-- Where a dataset comes from and what is wrong with it. Reports are json, not jsonb: read by people, in the order they were written.
alter table datasets
  add column origin        text not null default 'import' check (origin in ('import', 'append', 'merge', 'simulation')),
  add column parent_hashes text[] not null default '{}',
  add column calendar      text,
  add column repaired_bars integer not null default 0 check (repaired_bars >= 0),
  add column integrity     json;

-- Two datasets of one market, compared: the offset between their clocks and where they disagree.
create table dataset_comparisons (
  first_hash  text not null references datasets,
  second_hash text not null references datasets,
  report      json not null,
  created_at  timestamptz not null default now(),
  primary key (first_hash, second_hash)
);

-- The file of a feature set; absent while it is only known by its specification.
alter table feature_sets
  add column object_key      text,
  add column file_sha256     text,
  add column bytes           bigint,
  add column compute_seconds double precision,
  add column appended_to     text references feature_sets;
