package io.regimen.db;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Grids and their cells, as the activities write them. Every statement may be repeated without a further effect. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface GridRepository extends GenericRepository<GridRepository.Grid, Long> {
    /** An execution of a grid; {@code request} is its JSON. */
    @Introspected
    record Grid(
            long id,
            String queueUuid,
            String name,
            String workflowId,
            String request,
            String evaluationHash,
            long seed,
            int totalConfigs,
            String status,
            String createdBy) {}

    /** A cell; {@code config} is the JSON of its configuration. */
    @Introspected
    record Cell(
            long queueId,
            int cellIndex,
            String configHash,
            @Nullable String runKey,
            String config,
            @Nullable String datasetHash,
            String label,
            String market,
            String modelType,
            String trainQueue,
            String status,
            @Nullable Long trainingRunId) {}

    /** Cells by state. */
    @Introspected
    record Counts(long pending, long running, long succeeded, long skipped, long failed, long cancelled) {}

    String GRID = """
            select id, queue_uuid, name, workflow_id, cast(config_grid as text) as request, evaluation_hash, seed,
                   total_configs, status, created_by
            from training_queue
            """;

    String CELL = """
            select queue_id, cell_index, config_hash, run_key, cast(config as text) as config, dataset_hash, label,
                   market, model_type, train_queue, status, training_run_id
            from grid_cells
            """;

    /** Adds an execution; one with the same uuid stays as it is. */
    @Query("""
            insert into training_queue (queue_uuid, name, workflow_id, config_grid, evaluation_hash, seed, total_configs,
                                        status, max_parallel, created_by)
            values (:queueUuid, :name, :workflowId, cast(:request as jsonb), :evaluationHash, :seed, :totalConfigs,
                    'running', :maxParallel, :createdBy)
            on conflict (queue_uuid) do nothing""")
    int add(
            String queueUuid,
            String name,
            String workflowId,
            String request,
            String evaluationHash,
            long seed,
            int totalConfigs,
            int maxParallel,
            String createdBy);

    @Query(GRID + "where queue_uuid = :queueUuid")
    Optional<Grid> byUuid(String queueUuid);

    @Query(GRID + "where id = :id")
    Optional<Grid> byId(long id);

    @Query(GRID + "where status in ('running', 'paused') order by id")
    List<Grid> open();

    /** Executions of a workflow id that are still marked open although another one, or none, runs under that id. */
    @Query(GRID + "where workflow_id = :workflowId and id <> :id and status in ('running', 'paused') order by id")
    List<Grid> abandoned(String workflowId, long id);

    @Query("select pending, running, succeeded, skipped, failed, cancelled from grid_progress where queue_id = :id")
    Counts counts(long id);

    @Query(CELL + "where queue_id = :queueId and cell_index = :cellIndex for update")
    Optional<Cell> lockCell(long queueId, int cellIndex);

    @Query(CELL + "where queue_id = :queueId and cell_index = :cellIndex")
    Optional<Cell> cell(long queueId, int cellIndex);

    @Query(CELL + """
                    where queue_id = :queueId and status = 'pending'
                      and cell_index >= :offset and cell_index < :offset + :count
                    order by cell_index""")
    List<Cell> pending(long queueId, int offset, int count);

    /** Indices of all pending cells, ascending. */
    @Query("select cell_index from grid_cells where queue_id = :queueId and status = 'pending' order by cell_index")
    List<Integer> pendingIndices(long queueId);

    @Query(CELL + "where queue_id = :queueId and status in ('pending', 'running') order by cell_index")
    List<Cell> unfinished(long queueId);

    @Query("""
            update grid_cells set status = 'skipped', reason = 'left out on request', finished_at = now()
            where queue_id = :queueId and status = 'pending' and cell_index = any(cast(:indices as integer[]))""")
    int skip(long queueId, String indices);

    @Query("""
            update grid_cells
            set status = 'pending', failure_kind = null, reason = null, started_at = null, finished_at = null
            where queue_id = :queueId and status = 'failed'""")
    int requeueFailed(long queueId);

    @Query("""
            update training_queue
            set status = :status, waits_for = :waitsFor,
                paused_at = case when :status = 'paused' then now() end,
                completed_at = case when :status in ('completed', 'cancelled') then now() end
            where id = :id""")
    int setStatus(long id, String status, @Nullable String waitsFor);

    @Query("""
            update grid_cells set dataset_hash = :datasetHash, run_key = :runKey
            where queue_id = :queueId and cell_index = :cellIndex""")
    int resolve(long queueId, int cellIndex, String datasetHash, String runKey);

    @Query("""
            update grid_cells set status = 'running', training_run_id = :runId, started_at = coalesce(started_at, now())
            where queue_id = :queueId and cell_index = :cellIndex""")
    int startCell(long queueId, int cellIndex, long runId);

    /** Gives a cell its final state; one that has a final state keeps it. */
    @Query("""
            update grid_cells
            set status = :status, training_run_id = coalesce(:runId, training_run_id), failure_kind = :failureKind,
                reason = :reason, finished_at = now()
            where queue_id = :queueId and cell_index = :cellIndex and status in ('pending', 'running')""")
    int endCell(
            long queueId,
            int cellIndex,
            String status,
            @Nullable Long runId,
            @Nullable String failureKind,
            @Nullable String reason);

    /** One notification per grid; a grid whose failed cells were healed later has its payload renewed. */
    @Query("""
            insert into notifications (id, queue_id, kind, payload)
            values (:notification, :queueId, 'grid_finished', cast(:payload as jsonb))
            on conflict (id) do update set payload = excluded.payload""")
    int notifyFinished(String notification, long queueId, String payload);

    @Query("""
            insert into audit (actor, action, subject, detail)
            values (:actor, :action, :subject, cast(:detail as jsonb))""")
    int audit(String actor, String action, String subject, String detail);
}
