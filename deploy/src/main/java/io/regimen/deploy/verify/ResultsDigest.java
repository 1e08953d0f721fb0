package io.regimen.deploy.verify;

import io.regimen.deploy.role.Backend;
import io.regimen.deploy.role.Sql;
import io.regimen.workflows.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * All results as text, free of ids, times and hosts: two systems that were given the same data, configurations and seeds
 * have equal texts, whatever happened to them on the way.
 */
public final class ResultsDigest {
    private static final List<String> QUERIES = List.of("""
            select concat_ws(' ', 'run', run_key, status, model_sha256, model_file_size_bytes, is_model_kept, best_regimes,
                             feature_count, training_rows, training_metrics, baseline_metrics, beats_baselines,
                             distinct_streams, failure_kind)
            from training_runs order by run_key""", """
            select concat_ws(' ', 'backtest', r.run_key,
                             to_jsonb(b) - 'id' - 'training_run_id' - 'created_at')
            from inference_backtests b join training_runs r on r.id = b.training_run_id
            order by r.run_key, b.evaluation_hash, b.config_index""", """
            select concat_ws(' ', 'evaluation', r.run_key, e.evaluation_hash, e.origin, e.status, e.baseline_metrics,
                             e.beats_baselines, e.distinct_streams, e.failure_kind)
            from run_evaluations e join training_runs r on r.id = e.training_run_id
            order by r.run_key, e.evaluation_hash""", """
            select concat_ws(' ', 'leader', l.symbol, l.timeframe, l.regime_name, l.run_key, b.evaluation_hash, b.config_index,
                             l.performance_score, l.validation_score, l.trades, l.bars, l.verdict, l.secondary_metrics)
            from regime_best_models l join inference_backtests b on b.id = l.inference_backtest_id
            order by l.symbol, l.timeframe, l.regime_name""", """
            select concat_ws(' ', 'file', r.run_key, a.sha256, a.bytes)
            from artifacts a join training_runs r on r.id = a.training_run_id
            where a.state = 'PRESENT' order by r.run_key""", """
            select concat_ws(' ', 'trials', run_key, evaluation_hash, batch, configurations, distinct_streams, sharpe_mean,
                             sharpe_variance)
            from trial_ledger order by run_key, evaluation_hash, batch""", """
            select concat_ws(' ', 'cell', q.name, c.cell_index, c.config_hash, c.status, c.failure_kind)
            from grid_cells c join training_queue q on q.id = c.queue_id order by q.name, q.id, c.cell_index""");

    private ResultsDigest() {}

    /** One line per result, in a fixed order. */
    public static List<String> lines(Backend backend) {
        Sql sql = new Sql(backend);
        List<String> out = new ArrayList<>();
        QUERIES.forEach(query -> out.addAll(sql.rows(query, row -> row.getString(1))));
        return out;
    }

    /** SHA-256 of the lines. */
    public static String of(Backend backend) {
        return Json.sha256Hex(String.join("\n", lines(backend)).getBytes(StandardCharsets.UTF_8));
    }
}
