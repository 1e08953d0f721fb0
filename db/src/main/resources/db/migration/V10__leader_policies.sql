-- Policies under their versions: of the installation (no market), or of one market. A version never changes.
create table leader_policies (
  id         bigint generated always as identity primary key,
  symbol     text,
  timeframe  text,
  version    integer not null check (version >= 1),
  -- null: the market follows the installation's
  policy     jsonb,
  -- the workflow execution that stored it, so that storing it twice is storing it once
  execution  text unique,
  reason     text not null,
  created_by text not null default 'regimen',
  created_at timestamptz not null default now(),
  check ((symbol is null) = (timeframe is null)),
  check (policy is not null or symbol is not null)
);
create unique index leader_policies_version on leader_policies (coalesce(symbol, ''), coalesce(timeframe, ''), version);

-- As LeaderPolicy.defaults() has it.
insert into leader_policies (version, policy, reason) values
  (1, '{"primary_metric": "sharpe", "secondary_metrics": [], "min_trades": 30, "min_improvement_percent": 0, "min_improvement": 0, "keep_top_n_per_regime": 1}',
   'the policy that comes with the program');

-- The policy that a market's leaders follow: between the change of a policy and the ranking of a market the old one.
create table leader_markets (
  symbol    text not null,
  timeframe text not null,
  policy_id bigint not null references leader_policies,
  ranked_at timestamptz not null default now(),
  primary key (symbol, timeframe)
);
insert into leader_markets (symbol, timeframe, policy_id)
select distinct symbol, base_timeframe, 1 from training_runs where judged;

-- What a run under an evaluation competes with for a regime, under the policy of its market. It follows from the backtests,
-- the policy and who led when the run's grid began; `verify` recomputes it.
create table leader_candidates (
  training_run_id       bigint not null references training_runs,
  evaluation_hash       text not null,
  regime_name           text not null,
  symbol                text not null,
  timeframe             text not null,
  inference_backtest_id bigint not null references inference_backtests,
  validation_score      double precision not null,
  score                 double precision not null,
  -- secondary metrics on test
  ties                  jsonb not null default '[]',
  trades                integer not null,
  bars                  integer not null,
  incumbent_run_id      bigint references training_runs,
  incumbent_evaluation  text,
  -- whether it is enough of an improvement over the incumbent
  admitted              boolean not null,
  -- 1 is the leader by the policy, then come the others whose files stay; null: not among them
  place                 integer check (place >= 1),
  primary key (training_run_id, evaluation_hash, regime_name),
  constraint leader_candidates_place unique (symbol, timeframe, regime_name, place) deferrable initially deferred
);
create index leader_candidates_backtest on leader_candidates (inference_backtest_id);
create index leader_candidates_kept on leader_candidates (training_run_id) where place is not null;

-- Runs that cannot lead a regime although their score would do: retired by hand, or passed over because no file was there.
create table leader_exclusions (
  training_run_id bigint not null references training_runs,
  regime_name     text not null,
  kind            text not null check (kind in ('retired', 'no_file')),
  created_by      text not null,
  reason          text not null,
  created_at      timestamptz not null default now(),
  primary key (training_run_id, regime_name)
);

alter table regime_best_models
  add column metric        text not null default 'sharpe',
  -- who promoted it by hand, and why: it leads until it is released or retired
  add column pinned_by     text,
  add column pinned_reason text,
  add check ((pinned_by is null) = (pinned_reason is null));

-- Beside competitions also changes by hand and by a new policy. RETIRED: led until then.
alter table promotions
  add column cause             text not null default 'judgement' check (cause in ('judgement', 'hand', 'policy')),
  add column metric            text not null default 'sharpe',
  add column actor             text,
  add column reason            text,
  -- the run that lost its place among those whose files stay
  add column pushed_out_run_id bigint references training_runs,
  drop constraint promotions_outcome_check,
  add constraint promotions_outcome_check check (outcome in
    ('FIRST', 'PROMOTED', 'NOT_BETTER', 'NOT_ENOUGH', 'HELD_BACK', 'NOT_ELIGIBLE', 'NO_FILE', 'EXCLUDED', 'RETIRED')),
  drop constraint promotions_training_run_id_regime_name_evaluation_hash_key;
create unique index promotions_judgement on promotions (training_run_id, regime_name, evaluation_hash)
  where cause = 'judgement';
create index promotions_leads on promotions (symbol, timeframe, regime_name, decided_at desc)
  where outcome in ('FIRST', 'PROMOTED', 'RETIRED');
create index promotions_pushed_out on promotions (training_run_id) where pushed_out_run_id is not null;
update promotions set pushed_out_run_id = displaced_run_id where displaced_run_id is not null;

insert into leader_candidates (training_run_id, evaluation_hash, regime_name, symbol, timeframe, inference_backtest_id,
                               validation_score, score, trades, bars, admitted)
select p.training_run_id, p.evaluation_hash, p.regime_name, p.symbol, p.timeframe, b.id, p.validation_score, p.score,
       coalesce((b.regime_metrics #>> array[p.regime_name, 'test', 'trades'])::integer, 0),
       coalesce((b.regime_metrics #>> array[p.regime_name, 'test', 'bars'])::integer, 0), true
from promotions p join inference_backtests b on b.id = p.inference_backtest_id
where p.score is not null and p.validation_score is not null
  and not exists (select 1 from run_evaluations e where e.training_run_id = p.training_run_id
                                                    and e.evaluation_hash = p.evaluation_hash and e.source = 'streams');

-- Who led when the grid, or the rejudgement, of each began.
update leader_candidates c
set incumbent_run_id = i.training_run_id, incumbent_evaluation = i.evaluation_hash
from (
  select distinct on (c.training_run_id, c.evaluation_hash, c.regime_name)
         c.training_run_id as challenger, c.evaluation_hash as terms, c.regime_name as regime,
         p.training_run_id, p.evaluation_hash
  from leader_candidates c
  join lateral (
    select min(begun) as at from (
      select q.created_at as begun from grid_cells g join training_queue q on q.id = g.queue_id
      where g.training_run_id = c.training_run_id and q.evaluation_hash = c.evaluation_hash
      union all
      select j.created_at from rejudgement_runs w join rejudgements j on j.id = w.rejudgement_id
      where w.training_run_id = c.training_run_id and w.evaluation_hash = c.evaluation_hash) b) begun on true
  join promotions p on p.symbol = c.symbol and p.timeframe = c.timeframe and p.regime_name = c.regime_name
    and p.outcome in ('FIRST', 'PROMOTED') and p.decided_at < begun.at
  order by c.training_run_id, c.evaluation_hash, c.regime_name, p.decided_at desc, p.id desc) i
where c.training_run_id = i.challenger and c.evaluation_hash = i.terms and c.regime_name = i.regime;

insert into leader_candidates (training_run_id, evaluation_hash, regime_name, symbol, timeframe, inference_backtest_id,
                               validation_score, score, trades, bars, admitted, place)
select l.training_run_id, b.evaluation_hash, l.regime_name, l.symbol, l.timeframe, b.id, l.validation_score,
       l.performance_score, l.trades, l.bars, true, 1
from regime_best_models l join inference_backtests b on b.id = l.inference_backtest_id
on conflict (training_run_id, evaluation_hash, regime_name) do update set place = 1;

-- A file among those that stay must be there when its run gets its place, as a leader's.
create function place_with_present_file() returns trigger language plpgsql as $$
begin
  if new.place is null or (tg_op = 'UPDATE' and old.place is not null)
     or exists (select 1 from kept_runs where training_run_id = new.training_run_id) then
    return new;
  end if;
  perform 1 from artifacts where training_run_id = new.training_run_id and state = 'PRESENT' for update;
  if not found then
    raise exception 'run % has no file that is present and cannot have a place', new.training_run_id;
  end if;
  return new;
end $$;
create trigger place_with_present_file before insert or update of place on leader_candidates
  for each row execute function place_with_present_file();

create or replace view kept_runs as
select training_run_id from regime_best_models
union
select training_run_id from run_evaluations where status = 'running'
union
select training_run_id from leader_candidates where place is not null;

create or replace function keep_leading_artifact() returns trigger language plpgsql as $$
begin
  if new.state in ('DELETE_PENDING', 'DELETED')
     and exists (select 1 from regime_best_models where artifact_id = new.id) then
    raise exception 'artifact % is the file of a leader and cannot be deleted', new.id;
  end if;
  if old.state = 'PRESENT' and new.state in ('DELETE_PENDING', 'DELETED') and exists (
       select 1 from leader_candidates where training_run_id = new.training_run_id and place is not null) then
    raise exception 'artifact % is the file of one of the best of a regime and cannot be deleted', new.id;
  end if;
  return new;
end $$;

-- The best leader of each regime over all markets. Scores of different metrics do not compare.
create view global_leaders as
select distinct on (l.regime_name, l.metric)
       l.regime_name, l.metric, l.symbol, l.timeframe, l.training_run_id, l.inference_backtest_id, l.performance_score,
       l.validation_score, l.trades, l.bars, l.verdict, l.verdict_reason, l.pinned_by, l.artifact_id, l.achieved_at,
       count(*) over (partition by l.regime_name, l.metric) as markets
from regime_best_models l
join inference_backtests b on b.id = l.inference_backtest_id
order by l.regime_name, l.metric, l.performance_score desc, l.run_key, b.evaluation_hash;
