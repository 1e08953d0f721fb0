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
import java.util.stream.Stream;

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

    private record Judged(long id, String status, int found, int horizon, int version, String inference) {
        int wanted(InferenceGrid grid) {
            // the first version of evaluations knew no horizon and made every combination
            return version == 1 ? grid.expand().size() : grid.size(horizon);
        }
    }

    /** I2: a succeeded run has all its backtests, any other has none. */
    List<Finding> backtests() {
        Map<String, InferenceGrid> grids = new HashMap<>();
        return sql
                .rows(
                        """
                        select r.id, r.status,
                               (select count(*) from inference_backtests b where b.training_run_id = r.id),
                               r.horizon, (r.evaluation ->> 'version')::integer, r.evaluation -> 'inference'
                        from training_runs r where r.status <> 'running' order by r.id""",
                        row -> new Judged(
                                row.getLong(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getInt(5),
                                row.getString(6)))
                .stream()
                .flatMap(run -> {
                    int wanted = run.status().equals("completed")
                            ? run.wanted(grids.computeIfAbsent(run.inference(), TableChecks::grid))
                            : 0;
                    return run.found() == wanted
                            ? Stream.empty()
                            : Stream.of(new Finding(
                                    "I2",
                                    "run " + run.id() + " is " + run.status() + " and has " + run.found()
                                            + " backtests instead of " + wanted));
                })
                .toList();
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
