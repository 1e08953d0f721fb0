-- Sets of regimes under their versions. A version never changes and never goes: results were judged under it. It is retired
-- when nothing new is to be judged under it.
create table regime_sets (
  id          bigint generated always as identity primary key,
  name        text not null,
  version     integer not null check (version >= 1),
  hash        text not null unique,
  definition  jsonb not null,
  created_by  text not null default 'regimen',
  created_at  timestamptz not null default now(),
  retired_by  text,
  retired_at  timestamptz,
  unique (name, version)
);

create function keep_regime_set() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (new.name, new.version, new.hash, new.definition, new.created_by, new.created_at)
      is distinct from (old.name, old.version, old.hash, old.definition, old.created_by, old.created_at) then
    raise exception 'version % of regime set % stays as it is: results may have been judged under it', old.version, old.name;
  end if;
  return new;
end $$;
create trigger regime_sets_stay before update or delete on regime_sets for each row execute function keep_regime_set();

-- The regimes of each version by the names under which their results and leaders stand.
alter table regime_definitions add column regime_set_id bigint references regime_sets;

-- Those that come with the program, as BuiltInRegimes has them.
insert into regime_sets (name, version, hash, definition) values
  ('default', 1, '570fc6fda3e440c2885c1ca7e9fd6e96628a471b3b054ffae8a27ec81e51d758',
   '{"name": "default", "description": "Trend by the standardised price change, else volatility by its rank in the past.",
 "minimum_dwell": 5, "otherwise": "calm_ranging",
 "regimes": [
   {"name": "bull_trending", "description": "Upward trend: the log price change over 50 bars is at least its standard deviation.",
    "rule": {"trend_z": {"is": ">= 1", "sigma_window": 500, "window": 50}}},
   {"name": "bear_trending", "description": "Downward trend: the log price change over 50 bars is at most minus its standard deviation.",
    "rule": {"trend_z": {"is": "<= -1", "sigma_window": 500, "window": 50}}},
   {"name": "volatile_ranging", "description": "No trend, and the volatility over 20 bars ranks at or above 75 % among the 500 bars before.",
    "rule": {"and": [{"trend_z": {"is": "> -1", "sigma_window": 500, "window": 50}}, {"trend_z": {"is": "< 1", "sigma_window": 500, "window": 50}}, {"volatility": {"hour_weeks": 0, "is": ">= 75th percentile", "over": 500, "window": 20}}]}},
   {"name": "calm_ranging", "description": "No trend, and no high volatility; also the first bars of a market.",
    "rule": {"and": [{"trend_z": {"is": "> -1", "sigma_window": 500, "window": 50}}, {"trend_z": {"is": "< 1", "sigma_window": 500, "window": 50}}, {"volatility": {"hour_weeks": 0, "is": "< 75th percentile", "over": 500, "window": 20}}]}}]}'),
  ('literal', 1, 'f3141b1899f5af182a3217e898fe07e958eca260b091436c5bfc8533ca61a8ac',
   '{"name": "literal", "description": "The rules of the specification as they stand there. They say trending on 45 % of the bars of a driftless random walk, and leave out bars of middling trend strength or volatility.",
 "minimum_dwell": 1,
 "regimes": [
   {"name": "bull_trending", "description": "Strong upward trend",
    "rule": {"and": [{"trend_strength": {"is": "> 0.7", "window": 50}}, {"returns": {"is": "> 0", "window": 50}}]}},
   {"name": "bear_trending", "description": "Strong downward trend",
    "rule": {"and": [{"trend_strength": {"is": "> 0.7", "window": 50}}, {"returns": {"is": "< 0", "window": 50}}]}},
   {"name": "volatile_ranging", "description": "High volatility, no clear trend",
    "rule": {"and": [{"trend_strength": {"is": "< 0.3", "window": 50}}, {"volatility": {"hour_weeks": 0, "is": "> 75th percentile", "over": 500, "window": 20}}]}},
   {"name": "calm_ranging", "description": "Low volatility, no clear trend",
    "rule": {"and": [{"trend_strength": {"is": "< 0.3", "window": 50}}, {"volatility": {"hour_weeks": 0, "is": "< 50th percentile", "over": 500, "window": 20}}]}}]}');

insert into regime_definitions (regime_name, version, description, detection_rules, regime_set_id)
select case when s.name = 'default' then r ->> 'name' else s.name || '@' || s.version || '/' || (r ->> 'name') end,
       s.version, r ->> 'description', r -> 'rule', s.id
from regime_sets s cross join lateral jsonb_array_elements(s.definition -> 'regimes') r
on conflict (regime_name, version) do update
  set description = excluded.description, detection_rules = excluded.detection_rules, regime_set_id = excluded.regime_set_id;
