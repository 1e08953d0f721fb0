package io.regimen.db;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.ReadOnly;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads grids and their cells. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public abstract class GridQueries implements GenericRepository<GridView, Long> {
    // the counts of a row are only taken for the rows of the page: Postgres evaluates the lateral part last
    private static final String COLUMNS = """
            q.id, q.name, q.workflow_id, q.status, q.total_configs as total,
            c.pending, c.running, c.succeeded, c.skipped, c.failed, c.cancelled,
            q.seed, q.evaluation_hash, q.max_parallel, q.created_by, q.created_at, q.started_at, q.paused_at,
            q.waits_for, q.completed_at, q.config_grid
            """;
    private static final String COUNTS = """
             cross join lateral (
              select count(*) filter (where status = 'pending')   as pending,
                     count(*) filter (where status = 'running')   as running,
                     count(*) filter (where status = 'succeeded') as succeeded,
                     count(*) filter (where status = 'skipped')   as skipped,
                     count(*) filter (where status = 'failed')    as failed,
                     count(*) filter (where status = 'cancelled') as cancelled
              from grid_cells where queue_id = q.id) c
            """;
    private static final String ONE = "select " + COLUMNS + " from training_queue q " + COUNTS;

    private final JdbcOperations jdbc;

    GridQueries(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Executions of grids, newest first. */
    @ReadOnly
    public Page<GridView> list(GridFilter filter, Paging paging) {
        return new Select(COLUMNS, "training_queue q" + COUNTS)
                .where("q.status = ?", filter.status())
                .where("q.name like ?", Select.holding(filter.name()))
                .page(jdbc, GridView.class, "q.id desc", paging);
    }

    @Query(ONE + " where q.id = :id")
    public abstract Optional<GridView> byId(long id);

    /** The newest execution under a name. */
    @Query(ONE + " where q.name = :name order by q.id desc limit 1")
    public abstract Optional<GridView> latest(String name);

    /** Cells in the order of their index. */
    @ReadOnly
    public Page<CellView> cells(long gridId, @Nullable String status, Paging paging) {
        String columns = """
                cell_index, label, market, model_type, status, training_run_id, failure_kind, reason, config_hash,
                run_key, dataset_hash, train_queue, started_at, finished_at, config
                """;
        return new Select(columns, "grid_cells")
                .where("queue_id = ?", gridId)
                .where("status = ?", status)
                .page(jdbc, CellView.class, "cell_index", paging);
    }

    /** Why cells failed or were left out, the most frequent reason first, 50 at most. */
    @Query(value = """
            select status, failure_kind, reason, count(*) as cells, min(cell_index) as first_index
            from grid_cells
            where queue_id = :gridId and status in ('failed', 'skipped')
            group by status, failure_kind, reason
            order by status, count(*) desc, min(cell_index)
            limit 50
            """)
    public abstract List<ReasonView> reasons(long gridId);
}
