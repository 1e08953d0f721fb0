package io.regimen.db;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Writes many rows in one round trip, inside the caller's transaction. Rows that exist stay as they are. */
@Singleton
public class BatchWriter {
    /** A row of inference_backtests; JSON columns as text. */
    public record BacktestRow(
            int configIndex,
            String predictionMethod,
            String ensembleMethod,
            double confidenceThreshold,
            int lookbackWindow,
            String streamHash,
            int bars,
            int trades,
            List<@Nullable Double> metrics,
            int validationTrades,
            @Nullable Double validationSharpe,
            String validationMetrics,
            String regimeMetrics) {}

    /** A row of grid_cells before it starts. */
    public record CellRow(
            int index,
            String configHash,
            @Nullable String runKey,
            String config,
            @Nullable String datasetHash,
            String label,
            String market,
            String modelType,
            String trainQueue,
            String status,
            @Nullable Long trainingRunId,
            @Nullable String reason) {}

    /** The typed metrics of a {@link BacktestRow}, in the order of its list. */
    public static final List<String> METRICS = List.of(
            "sharpe",
            "sortino",
            "calmar",
            "max_drawdown",
            "win_rate",
            "profit_factor",
            "avg_win",
            "avg_loss",
            "turnover",
            "exposure",
            "total_pnl",
            "annual_pnl",
            "costs",
            "edge_bps",
            "annual_return",
            "gross_pnl",
            "annual_volatility",
            "downside_risk",
            "omega",
            "impact_costs",
            "carry_costs",
            "break_even_bps",
            "cost_share",
            "capacity");

    private static final String INSERT_BACKTESTS =
            "insert into inference_backtests (training_run_id, evaluation_hash, config_index, "
                    + "prediction_method, ensemble_method, confidence_threshold, lookback_window, stream_hash, bars, trades, "
                    + String.join(", ", METRICS)
                    + ", validation_trades, validation_sharpe, validation_metrics, regime_metrics) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                    + "?, ".repeat(METRICS.size())
                    + "?, ?, cast(? as jsonb), cast(? as jsonb)) on conflict (training_run_id, evaluation_hash, config_index) do nothing";

    private static final String INSERT_CELLS = """
            insert into grid_cells (queue_id, cell_index, config_hash, run_key, config, dataset_hash, label, market,
                model_type, train_queue, status, training_run_id, reason, finished_at)
            values (?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?, ?, ?, ?, case when ? = 'skipped' then now() end)
            on conflict (queue_id, cell_index) do nothing""";

    private final JdbcOperations jdbc;

    BatchWriter(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds backtests of a run under an evaluation. */
    public void addBacktests(long runId, String evaluationHash, List<BacktestRow> rows) {
        batch(INSERT_BACKTESTS, rows, (statement, row) -> {
            int at = 1;
            statement.setLong(at++, runId);
            statement.setString(at++, evaluationHash);
            statement.setInt(at++, row.configIndex());
            statement.setString(at++, row.predictionMethod());
            statement.setString(at++, row.ensembleMethod());
            statement.setDouble(at++, row.confidenceThreshold());
            statement.setInt(at++, row.lookbackWindow());
            statement.setString(at++, row.streamHash());
            statement.setInt(at++, row.bars());
            statement.setInt(at++, row.trades());
            for (Double metric : row.metrics()) {
                statement.setObject(at++, metric, java.sql.Types.DOUBLE);
            }
            statement.setInt(at++, row.validationTrades());
            statement.setObject(at++, row.validationSharpe(), java.sql.Types.DOUBLE);
            statement.setString(at++, row.validationMetrics());
            statement.setString(at, row.regimeMetrics());
        });
    }

    /**
     * Adds details to backtests of a run.
     *
     * @param segment the part they are of: validation or test
     * @param byConfigIndex JSON by the index of the configuration; there must be a backtest of it
     */
    public void addDetails(
            long runId, String evaluationHash, String segment, SortedMap<Integer, String> byConfigIndex) {
        batch("""
                insert into backtest_details (inference_backtest_id, segment, detail)
                select id, ?, cast(? as jsonb) from inference_backtests
                where training_run_id = ? and evaluation_hash = ? and config_index = ?
                on conflict (inference_backtest_id, segment) do nothing""", List.copyOf(byConfigIndex.entrySet()), (statement, row) -> {
            statement.setString(1, segment);
            statement.setString(2, row.getValue());
            statement.setLong(3, runId);
            statement.setString(4, evaluationHash);
            statement.setInt(5, row.getKey());
        });
    }

    public void addCells(long queueId, List<CellRow> rows) {
        batch(INSERT_CELLS, rows, (statement, row) -> {
            int at = 1;
            statement.setLong(at++, queueId);
            statement.setInt(at++, row.index());
            statement.setString(at++, row.configHash());
            statement.setString(at++, row.runKey());
            statement.setString(at++, row.config());
            statement.setString(at++, row.datasetHash());
            statement.setString(at++, row.label());
            statement.setString(at++, row.market());
            statement.setString(at++, row.modelType());
            statement.setString(at++, row.trainQueue());
            statement.setString(at++, row.status());
            statement.setObject(at++, row.trainingRunId(), java.sql.Types.BIGINT);
            statement.setString(at++, row.reason());
            statement.setString(at, row.status());
        });
    }

    /** Counts a batch of evaluations in the trial ledger, once. */
    public void addTrials(
            String runKey,
            String symbol,
            String timeframe,
            String evaluationHash,
            String batch,
            int configurations,
            int distinctStreams,
            @Nullable Double sharpeMean,
            @Nullable Double sharpeVariance) {
        batch("""
                insert into trial_ledger (run_key, symbol, timeframe, evaluation_hash, batch, configurations,
                    distinct_streams, sharpe_mean, sharpe_variance)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (run_key, evaluation_hash, batch) do nothing""", List.of(batch), (statement, row) -> {
            statement.setString(1, runKey);
            statement.setString(2, symbol);
            statement.setString(3, timeframe);
            statement.setString(4, evaluationHash);
            statement.setString(5, row);
            statement.setInt(6, configurations);
            statement.setInt(7, distinctStreams);
            statement.setObject(8, sharpeMean, java.sql.Types.DOUBLE);
            statement.setObject(9, sharpeVariance, java.sql.Types.DOUBLE);
        });
    }

    private <T> void batch(String sql, List<T> rows, Binder<T> binder) {
        jdbc.prepareStatement(sql, statement -> {
            for (T row : rows) {
                binder.bind(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    private interface Binder<T> {
        void bind(PreparedStatement statement, T row) throws SQLException;
    }
}
