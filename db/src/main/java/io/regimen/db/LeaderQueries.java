package io.regimen.db;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.ReadOnly;

/** Reads the leaders of regimes and the competitions behind them. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public abstract class LeaderQueries implements GenericRepository<LeaderView, Long> {
    private final JdbcOperations jdbc;

    LeaderQueries(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Leaders by market and regime. */
    @ReadOnly
    public Page<LeaderView> leaders(LeaderFilter filter, Paging paging) {
        String columns = """
                l.id, l.symbol, l.timeframe, l.regime_name, l.metric, l.performance_score, l.validation_score, l.trades,
                l.bars, l.verdict, l.verdict_reason, l.secondary_metrics, l.achieved_at, l.version, l.pinned_by,
                l.pinned_reason,
                l.training_run_id, l.run_key, r.config_hash, r.model_type, r.encoder, r.horizon, r.days_history,
                d.vendor as dataset_vendor, r.model_hyperparams, l.inference_backtest_id, b.evaluation_hash,
                e.evaluation -> 'costs' as costs, b.config_index, b.prediction_method, b.ensemble_method, b.confidence_threshold, b.lookback_window, b.sharpe, b.max_drawdown, b.win_rate, b.total_pnl,
                l.artifact_id, a.sha256 as artifact_sha256, a.bytes as artifact_bytes, a.state as artifact_state
                """;
        String from = """
                regime_best_models l
                join training_runs r on r.id = l.training_run_id
                join inference_backtests b on b.id = l.inference_backtest_id
                join artifacts a on a.id = l.artifact_id
                join datasets d on d.hash = r.dataset_hash
                left join run_evaluations e
                  on e.training_run_id = l.training_run_id and e.evaluation_hash = b.evaluation_hash
                """;
        return filtered(columns, from, filter)
                .page(jdbc, LeaderView.class, "l.symbol, l.timeframe, l.regime_name", paging);
    }

    /** What speaks for leaders and against them, by market and regime. */
    @ReadOnly
    public Page<LeaderEvidenceView> evidence(LeaderFilter filter, Paging paging) {
        String columns = """
                l.id, l.symbol, l.timeframe, l.regime_name, l.training_run_id, r.model_type, r.horizon,
                l.performance_score, l.trades, l.bars, l.verdict, l.verdict_reason, l.achieved_at, l.evidence, e.measures
                """;
        String from = """
                regime_best_models l
                join training_runs r on r.id = l.training_run_id
                join inference_backtests b on b.id = l.inference_backtest_id
                left join leader_evidence e on e.training_run_id = l.training_run_id
                    and e.evaluation_hash = b.evaluation_hash and e.regime_name = l.regime_name
                    and e.inference_backtest_id = l.inference_backtest_id
                """;
        return filtered(columns, from, filter)
                .page(jdbc, LeaderEvidenceView.class, "l.symbol, l.timeframe, l.regime_name", paging);
    }

    private static Select filtered(String columns, String from, LeaderFilter filter) {
        return new Select(columns, from)
                .where("l.symbol = ?", filter.symbol())
                .where("l.timeframe = ?", filter.timeframe())
                .where("l.regime_name = ?", filter.regime())
                .where("l.verdict = ?", filter.verdict())
                .where(
                        "l.training_run_id in (select c.training_run_id from grid_cells c where c.queue_id = ?)",
                        filter.gridId());
    }

    /** The best leader of each regime over all markets, of each metric that leaders are chosen by. */
    @ReadOnly
    public Page<GlobalLeaderView> global(Paging paging) {
        String columns = """
                g.regime_name, g.metric, g.symbol, g.timeframe, g.training_run_id, r.model_type, r.horizon,
                g.performance_score, g.validation_score, g.trades, g.bars, g.verdict, g.verdict_reason, g.pinned_by,
                g.markets, a.state as artifact_state, g.achieved_at
                """;
        String from = """
                global_leaders g
                join training_runs r on r.id = g.training_run_id
                join artifacts a on a.id = g.artifact_id
                """;
        return new Select(columns, from).page(jdbc, GlobalLeaderView.class, "g.regime_name, g.metric", paging);
    }

    /** Policies that count: the installation's, then those of markets that have their own. */
    @ReadOnly
    public Page<PolicyView> policies(boolean history, Paging paging) {
        String columns = """
                p.id, p.symbol, p.timeframe, p.version, p.policy, p.reason, p.created_by, p.created_at,
                (select count(*) from leader_markets m where m.policy_id = p.id) as markets
                """;
        String newest = """
                leader_policies p join (
                  select coalesce(symbol, '') as s, coalesce(timeframe, '') as t, max(version) as v from leader_policies
                  group by 1, 2) newest
                  on newest.s = coalesce(p.symbol, '') and newest.t = coalesce(p.timeframe, '') and newest.v = p.version
                """;
        return new Select(columns, history ? "leader_policies p" : newest)
                .page(jdbc, PolicyView.class, "p.symbol nulls first, p.timeframe, p.version desc", paging);
    }

    /** Those whose files stay for a regime, by market, regime and place. */
    @ReadOnly
    public Page<PlaceView> places(LeaderFilter filter, Paging paging) {
        String columns = """
                l.training_run_id, l.evaluation_hash, l.symbol, l.timeframe, l.regime_name, l.place, r.model_type, r.horizon,
                l.score, l.validation_score, l.trades, l.admitted,
                (select a.state from artifacts a where a.training_run_id = l.training_run_id and a.kind = 'model'
                 order by a.id desc limit 1) as artifact_state
                """;
        String from = "leader_candidates l join training_runs r on r.id = l.training_run_id";
        return new Select(columns, from)
                .where("l.place >= ?", 1)
                .where("l.symbol = ?", filter.symbol())
                .where("l.timeframe = ?", filter.timeframe())
                .where("l.regime_name = ?", filter.regime())
                .page(jdbc, PlaceView.class, "l.symbol, l.timeframe, l.regime_name, l.place", paging);
    }

    /** Competitions for regimes and changes of their leaders, newest first. */
    @ReadOnly
    public Page<PromotionView> promotions(PromotionFilter filter, Paging paging) {
        String columns = """
                id, training_run_id, symbol, timeframe, regime_name, evaluation_hash, inference_backtest_id,
                validation_score, score, outcome, cause, metric, actor, reason, verdict, evidence, displaced_run_id, displaced_score,
                displaced_backtest_id, displaced_verdict, displaced_evidence,
                pushed_out_run_id, decided_at, created_at
                """;
        return new Select(columns, "promotions")
                .where("symbol = ?", filter.symbol())
                .where("timeframe = ?", filter.timeframe())
                .where("regime_name = ?", filter.regime())
                .where("outcome = ?", filter.outcome())
                .where("training_run_id = ?", filter.runId())
                .page(jdbc, PromotionView.class, "id desc", paging);
    }
}
