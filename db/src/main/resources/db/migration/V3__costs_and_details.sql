-- More of what a backtest tells, of its test part. Older rows do not have them.
alter table inference_backtests
  add column annual_return     double precision,
  add column gross_pnl         double precision,
  add column annual_volatility double precision,
  add column downside_risk     double precision,
  add column omega             double precision,
  add column impact_costs      double precision,
  add column carry_costs       double precision,
  add column break_even_bps    double precision,
  add column cost_share        double precision,
  add column capacity          double precision;

-- Months, equity curve and drawdowns of the test part, for the backtests that had a chance to lead when they were made.
create table backtest_details (
  inference_backtest_id bigint primary key references inference_backtests on delete cascade,
  detail                jsonb not null,
  created_at            timestamptz not null default now()
);
