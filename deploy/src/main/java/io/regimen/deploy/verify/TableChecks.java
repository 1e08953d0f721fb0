package io.regimen.deploy.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.regimen.deploy.role.Sql;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                select format('rejudgement %s is %s but its run %s is %s', j.id, j.status, i.training_run_id, i.status)
                from rejudgements j join rejudgement_runs i on i.rejudgement_id = j.id
                where j.status <> 'running' and i.status in ('pending', 'running')
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
                        union all
                        select format('run %s is being judged again', training_run_id), owner
                        from run_evaluations where status = 'running'
                        union all
                        select format('rejudgement %s (%s) is running', id, name), workflow_id
                        from rejudgements where status = 'running'
                        order by 1""", row -> new Open(row.getString(1), row.getString(2))).stream()
                .filter(open -> !workflowIsOpen.test(open.workflowId()))
                .map(open -> new Finding(
                        "I1",
                        open.what() + " but no workflow " + open.workflowId()
                                + " is open: start it again under its name to close it"))
                .forEach(out::add);
        return out;
    }

    private record Judged(long run, String hash, String inference, int horizon, int version, long found, long counted) {
        int wanted(InferenceGrid grid) {
            // the first version of evaluations knew no horizon and made every combination
            return version == 1 ? grid.expand().size() : grid.size(horizon);
        }
    }

    /**
     * I2: a succeeded run has all its backtests under every evaluation by which it was judged, any other has none; and
     * the trial ledger counts them all; details agree with their backtests.
     */
    List<Finding> backtests() {
        List<Finding> out = new ArrayList<>(Finding.each(sql, "I2", """
                select format('run %s is %s but its evaluation %s is %s', r.id, r.status, r.evaluation_hash,
                              coalesce(e.status, 'missing'))
                from training_runs r
                left join run_evaluations e on e.training_run_id = r.id and e.evaluation_hash = r.evaluation_hash
                where (r.status = 'completed') <> (e.status is not distinct from 'completed') and r.status <> 'running'
                union all
                select format('run %s has %s backtests under %s, by which it was not judged', b.training_run_id, count(*),
                              b.evaluation_hash)
                from inference_backtests b join training_runs r on r.id = b.training_run_id
                left join run_evaluations e
                       on e.training_run_id = b.training_run_id and e.evaluation_hash = b.evaluation_hash
                where r.status <> 'running' and (e.status is null or e.status not in ('running', 'completed'))
                group by b.training_run_id, b.evaluation_hash
                union all
                select format('the details of backtest %s of run %s do not add up to it', b.config_index, b.training_run_id)
                from backtest_details d join inference_backtests b on b.id = d.inference_backtest_id
                cross join lateral (select
                    case d.segment when 'test' then b.bars else cast(b.validation_metrics ->> 'bars' as integer) end as bars,
                    case d.segment when 'test' then b.trades else b.validation_trades end as trades,
                    case d.segment when 'test' then b.total_pnl
                                   else cast(b.validation_metrics ->> 'total_pnl' as double precision) end as total_pnl) m
                where cast(d.detail ->> 'bars' as integer) is distinct from m.bars
                   or cast(d.detail ->> 'trades' as integer) is distinct from m.trades
                   or abs(cast(d.detail ->> 'total_pnl' as double precision) - m.total_pnl) > 1e-9
                order by 1"""));
        Map<String, InferenceGrid> grids = new HashMap<>();
        sql.rows(
                        """
                        select e.training_run_id, e.evaluation_hash, cast(e.evaluation -> 'inference' as text),
                                r.horizon, (e.evaluation ->> 'version')::integer,
                               (select count(*) from inference_backtests b
                                where b.training_run_id = e.training_run_id
                                  and b.evaluation_hash = e.evaluation_hash),
                               (select coalesce(sum(t.configurations), 0) from trial_ledger t
                                where t.run_key = r.run_key and t.evaluation_hash = e.evaluation_hash)
                        from run_evaluations e join training_runs r on r.id = e.training_run_id
                        where e.status = 'completed' order by 1, 2""",
                        row -> new Judged(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getInt(4),
                                row.getInt(5),
                                row.getLong(6),
                                row.getLong(7)))
                .forEach(judged -> {
                    long wanted = judged.wanted(grids.computeIfAbsent(judged.inference(), TableChecks::grid));
                    if (judged.found() != wanted || judged.counted() != wanted) {
                        out.add(new Finding(
                                "I2",
                                "run " + judged.run() + " under " + judged.hash() + " has " + judged.found()
                                        + " backtests instead of " + wanted + ", of which the trial ledger counts "
                                        + judged.counted()));
                    }
                });
        return out;
    }

    private static InferenceGrid grid(String json) {
        try {
            return Json.mapper().readValue(json, InferenceGrid.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
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
