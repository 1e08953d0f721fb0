package io.regimen.deploy.verify;

import io.regimen.deploy.role.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Promises that the tables alone can show: final states, complete backtests, one notification per grid. */
final class TableChecks {
    private final Sql sql;

    TableChecks(Sql sql) {
        this.sql = sql;
    }

    /** I1: every cell ends in exactly one final state; none twice, none missing. */
    List<Finding> cells(Predicate<String> workflowIsOpen) {
        List<Finding> out = new ArrayList<>(Finding.each(sql, "I1", """
                select format('grid %s is %s but its cell %s is %s', q.id, q.status, c.cell_index, c.status)
                from training_queue q join grid_cells c on c.queue_id = q.id
                where q.status in ('completed', 'cancelled') and c.status in ('pending', 'running')
                union all
                select format('grid %s has %s cells instead of %s', q.id, count(c.*), q.total_configs)
                from training_queue q left join grid_cells c on c.queue_id = q.id
                group by q.id, q.total_configs
                having count(c.*) <> q.total_configs or max(c.cell_index) <> q.total_configs - 1
                union all
                select format('cell %s of grid %s succeeded but its run %s is %s', c.cell_index, c.queue_id, r.id, r.status)
                from grid_cells c left join training_runs r on r.id = c.training_run_id
                where c.status = 'succeeded' and r.status is distinct from 'completed'
                union all
                select format('cell %s of grid %s failed without a reason', c.cell_index, c.queue_id)
                from grid_cells c where c.status = 'failed' and (c.reason is null or c.failure_kind is null)
                union all
                select format('run %s succeeded for %s cells', training_run_id, count(*))
                from grid_cells where status = 'succeeded' group by training_run_id having count(*) > 1
                order by 1"""));
        record Open(String what, String workflowId) {}
        sql.rows("""
                        select format('grid %s (%s) is %s', id, name, status) as what, workflow_id
                        from training_queue where status in ('running', 'paused')
                        union all
                        select format('run %s is running', id), owner from training_runs where status = 'running'
                        order by 1""", row -> new Open(row.getString(1), row.getString(2))).stream()
                .filter(open -> !workflowIsOpen.test(open.workflowId()))
                .map(open -> new Finding(
                        "I1",
                        open.what() + " but no workflow " + open.workflowId()
                                + " is open: start the grid again to close it"))
                .forEach(out::add);
        return out;
    }

    /** I2: a succeeded run has all its backtests, any other has none; details agree with their backtests. */
    List<Finding> backtests() {
        return Finding.each(sql, "I2", """
                select format('run %s is %s and has %s backtests instead of %s', id, status, found, wanted)
                from (select r.id, r.status,
                             (select count(*) from inference_backtests b where b.training_run_id = r.id) as found,
                             case when r.status = 'completed'
                                  then jsonb_array_length(r.evaluation -> 'inference' -> 'prediction_methods')
                                     * jsonb_array_length(r.evaluation -> 'inference' -> 'ensemble_methods')
                                     * jsonb_array_length(r.evaluation -> 'inference' -> 'confidence_thresholds')
                                     * jsonb_array_length(r.evaluation -> 'inference' -> 'lookback_windows')
                                  else 0 end as wanted
                      from training_runs r where r.status <> 'running') counted
                where found <> wanted
                union all
                select format('the details of backtest %s of run %s do not add up to it', b.config_index, b.training_run_id)
                from backtest_details d join inference_backtests b on b.id = d.inference_backtest_id
                where cast(d.detail ->> 'bars' as integer) <> b.bars
                   or cast(d.detail ->> 'trades' as integer) <> b.trades
                   or abs(cast(d.detail ->> 'total_pnl' as double precision) - b.total_pnl) > 1e-9
                order by 1""");
    }

    /** I5: one finished notification per grid that ended. */
    List<Finding> notifications() {
        return Finding.each(sql, "I5", """
                select format('grid %s is %s and has %s finished notifications', q.id, q.status, count(n.*))
                from training_queue q
                left join notifications n on n.queue_id = q.id and n.kind = 'grid_finished'
                group by q.id, q.status
                having (q.status in ('completed', 'cancelled') and count(n.*) <> 1) or count(n.*) > 1
                order by 1""");
    }

    /** Keys of files that rows say exist. */
    Set<String> liveKeys() {
        return Set.copyOf(sql.rows("""
                select object_key from artifacts where state <> 'DELETED'
                union all
                select object_key from feature_sets where object_key is not null""", row -> row.getString(1)));
    }
}
