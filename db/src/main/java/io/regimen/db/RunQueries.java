package io.regimen.db;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.ReadOnly;
import java.util.List;
import java.util.Optional;

/** Reads training runs and their inference backtests. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public abstract class RunQueries implements GenericRepository<RunView, Long> {
    private static final String COLUMNS = """
            r.id, r.run_key, r.config_hash, r.status, r.judged, r.model_type, r.encoder, r.symbol, r.base_timeframe,
            r.days_history, r.horizon, r.latency_bars, r.model_hyperparams, r.dataset_hash, r.feature_set_hash,
            r.code_version, r.seed, r.evaluation_hash, r.beats_baselines, r.feature_count, r.training_rows,
            r.distinct_streams, r.training_duration_seconds, r.backtest_duration_seconds,
            r.database_duration_seconds, r.is_model_kept, r.model_sha256, r.model_file_size_bytes, r.best_regimes,
            r.failure_kind, r.error_message, r.created_by, r.created_at, r.started_at, r.completed_at,
            (select max(b.sharpe) from inference_backtests b where b.training_run_id = r.id
               and b.evaluation_hash = r.evaluation_hash) as best_sharpe
            """;

    private final JdbcOperations jdbc;

    RunQueries(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Runs that pass the filter, in the order asked for; equal ones newest first. */
    @ReadOnly
    public Page<RunView> list(RunFilter filter, RunSort sort, boolean descending, Paging paging) {
        return new Select(COLUMNS, "training_runs r")
                .where("r.symbol = ?", filter.symbol())
                .where("r.base_timeframe = ?", filter.baseTimeframe())
                .where("r.model_type = ?", filter.modelType())
                .where("r.status = ?", filter.status())
                .where("r.is_model_kept = ?", filter.kept())
                .where("r.config_hash = ?", filter.configHash())
                .where("r.run_key like ?", Select.prefix(filter.runKey()))
                .where("r.id in (select c.training_run_id from grid_cells c where c.queue_id = ?)", filter.gridId())
                .page(jdbc, RunView.class, sort.order(descending), paging);
    }

    @Query("select " + COLUMNS + " from training_runs r where r.id = :id")
    public abstract Optional<RunView> byId(long id);

    @Query("select " + COLUMNS + " from training_runs r where r.run_key = :runKey")
    public abstract Optional<RunView> byKey(String runKey);

    @Query("""
            select r.indicator_tfs, r.additional_features, r.preprocessing_params, r.evaluation, r.training_metrics,
                   r.baseline_metrics, q.quality as forecast_quality
            from training_runs r
            left join forecast_quality q on q.training_run_id = r.id and q.evaluation_hash = r.evaluation_hash
            where r.id = :id
            """)
    public abstract Optional<RunDocuments> documents(long id);

    /** Evaluations under which a run was judged or is being judged, in the order in which they began. */
    @Query("""
            select e.training_run_id, e.evaluation_hash, e.origin, e.status,
                   e.evaluation_hash = r.evaluation_hash and e.status = 'completed' as is_current,
                   e.evaluation, e.distinct_streams, e.beats_baselines, e.backtest_duration_seconds,
                   (select count(*) from inference_backtests b
                    where b.training_run_id = e.training_run_id and b.evaluation_hash = e.evaluation_hash) as backtests,
                   (select max(b.sharpe) from inference_backtests b
                    where b.training_run_id = e.training_run_id and b.evaluation_hash = e.evaluation_hash)
                       as best_sharpe,
                   coalesce((select jsonb_agg(l.regime_name order by l.regime_name)
                             from regime_best_models l join inference_backtests b on b.id = l.inference_backtest_id
                             where l.training_run_id = e.training_run_id and b.evaluation_hash = e.evaluation_hash),
                            '[]') as leads,
                   e.failure_kind, e.error_message, e.created_at, e.completed_at
            from run_evaluations e join training_runs r on r.id = e.training_run_id
            where e.training_run_id = :runId
            order by e.created_at, e.evaluation_hash
            """)
    public abstract List<EvaluationView> evaluations(long runId);

    /** All backtests of a run under one evaluation; equal ones in the order of their configuration. */
    @ReadOnly
    public List<BacktestView> backtests(long runId, String evaluationHash, BacktestSort sort, boolean descending) {
        String text = """
                select id, training_run_id, evaluation_hash, config_index, prediction_method, ensemble_method, confidence_threshold,
                       lookback_window, stream_hash, bars, trades, sharpe, sortino, calmar, max_drawdown, win_rate,
                       profit_factor, avg_win, avg_loss, turnover, exposure, total_pnl, annual_pnl, costs, edge_bps,
                       annual_return, gross_pnl, annual_volatility, downside_risk, omega, impact_costs, carry_costs,
                       break_even_bps, cost_share, capacity, validation_trades, validation_sharpe, validation_metrics, regime_metrics
                from inference_backtests
                where training_run_id = ? and evaluation_hash = ?
                order by\s""" + sort.order(descending);
        return jdbc.prepareStatement(text, statement -> {
            statement.setLong(1, runId);
            statement.setString(2, evaluationHash);
            try (var rows = statement.executeQuery();
                    var stream = jdbc.entityStream(rows, BacktestView.class)) {
                return stream.toList();
            }
        });
    }

    /**
     * The detail of a backtest under one evaluation, if it was stored.
     *
     * @param segment validation or test
     */
    @Query("""
            select b.config_index, d.segment, d.detail
            from backtest_details d join inference_backtests b on b.id = d.inference_backtest_id
            where b.training_run_id = :runId and b.evaluation_hash = :evaluationHash and b.config_index = :configIndex
              and d.segment = :segment
            """)
    public abstract Optional<BacktestDetailView> detail(
            long runId, String evaluationHash, int configIndex, String segment);
}
