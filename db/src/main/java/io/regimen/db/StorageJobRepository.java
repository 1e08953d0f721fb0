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

/** Sweeps and checks of the store: begun and ended by their workflows, read by the API. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public abstract class StorageJobRepository implements GenericRepository<StorageJobView, Long> {
    private static final String COLUMNS = """
            id, execution, workflow_id, kind, request, status, report, reason, created_by, started_at, completed_at
            """;

    private final JdbcOperations jdbc;

    StorageJobRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Begins a job, once per execution. */
    @Query("""
            insert into storage_jobs (execution, workflow_id, kind, request, created_by)
            values (:execution, :workflowId, :kind, cast(:request as jsonb), :createdBy)
            on conflict (execution) do nothing""")
    public abstract int begin(String execution, String workflowId, String kind, String request, String createdBy);

    /** Earlier executions of a workflow that are still marked running were terminated: nobody else can end them. */
    @Query("""
            update storage_jobs set status = 'failed', reason = 'terminated', completed_at = now()
            where workflow_id = :workflowId and execution <> :execution and status = 'running'""")
    public abstract int closeTerminated(String workflowId, String execution);

    @Query("""
            update storage_jobs
            set status = :status, report = cast(:report as json), reason = :reason, completed_at = now()
            where id = :id and status = 'running'""")
    public abstract int end(long id, String status, @Nullable String report, @Nullable String reason);

    /**
     * What a job did, from the audit.
     *
     * @param job its id, as the audit has it
     */
    @Query("""
            select action, coalesce(detail ->> 'kind', 'object') as kind, coalesce(detail ->> 'reason', 'not noted') as reason,
                   count(*) as files, coalesce(sum(cast(detail ->> 'bytes' as bigint)), 0) as bytes
            from (select distinct on (action, subject) action, subject, detail from audit where detail ->> 'job' = :job
                  order by action, subject) once
            group by 1, 2, 3 order by 1, 2, 3""")
    public abstract List<SweptCount> actions(String job);

    @Query("select " + COLUMNS + " from storage_jobs where execution = :execution")
    public abstract Optional<StorageJobView> byExecution(String execution);

    /** The newest of a kind that ended well. */
    @Query("select " + COLUMNS
            + " from storage_jobs where kind = :kind and status = 'completed' order by id desc limit 1")
    public abstract Optional<StorageJobView> lastCompleted(String kind);

    /** Jobs, newest first. */
    @ReadOnly
    public Page<StorageJobView> list(@Nullable String kind, Paging paging) {
        return new Select(COLUMNS, "storage_jobs")
                .where("kind = ?", kind)
                .page(jdbc, StorageJobView.class, "id desc", paging);
    }
}
