package io.regimen.db;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.ReadOnly;
import java.util.List;

/** Reads what is in the object store and what was, as the tables know it. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public abstract class FileQueries implements GenericRepository<FileView, Long> {
    private final JdbcOperations jdbc;

    FileQueries(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Files, newest first. */
    @ReadOnly
    public Page<FileView> files(FileFilter filter, Paging paging) {
        String columns = """
                a.id, a.kind, a.state, a.reason, a.object_key, a.sha256, a.bytes, a.created_at, a.state_changed_at,
                a.used_at, a.seen_at, a.training_run_id, a.feature_set_hash, r.config_hash, r.model_type,
                r.symbol || '/' || r.base_timeframe as market,
                coalesce((select jsonb_agg(l.symbol || '/' || l.timeframe || ' ' || l.regime_name
                                           order by l.symbol, l.timeframe, l.regime_name)
                          from regime_best_models l where l.artifact_id = a.id), '[]') as leads
                """;
        return new Select(columns, "artifacts a left join training_runs r on r.id = a.training_run_id")
                .where("a.kind = ?", filter.kind())
                .where("a.state = ?", filter.state())
                .where("exists (select 1 from regime_best_models l where l.artifact_id = a.id) = ?", filter.leading())
                .where("a.training_run_id = ?", filter.runId())
                .page(jdbc, FileView.class, "a.id desc", paging);
    }

    /** Numbers and bytes of files by kind and state. */
    @Query("""
            select kind, state, count(*) as files, coalesce(sum(bytes), 0) as bytes from artifacts group by kind, state
            union all
            select 'dataset', 'PRESENT', count(*), coalesce(sum(bytes), 0) from datasets having count(*) > 0
            order by kind, state""")
    public abstract List<FileCount> counts();

    /** The same per reason for files that were given up or are not as they should be. */
    @Query("""
            select coalesce(reason, 'not noted') as reason, state, count(*) as files, coalesce(sum(bytes), 0) as bytes
            from artifacts where state not in ('PRESENT', 'UPLOADING') group by 1, state order by 1, state""")
    public abstract List<FileReasonCount> reasons();

    /** What all files together take in the store. */
    @Query("""
            select cast((select coalesce(sum(bytes), 0) from artifacts where state <> 'DELETED')
                        + (select coalesce(sum(bytes), 0) from datasets) as bigint)""")
    public abstract long storedBytes();

    /** How much of what was trained is kept. */
    @Query("""
            select count(*) as made, count(*) filter (where state = 'PRESENT') as kept,
                   coalesce(sum(bytes), 0) as bytes_made,
                   coalesce(sum(bytes) filter (where state = 'PRESENT'), 0) as bytes_kept
            from artifacts
            where kind = 'model' and state <> 'UPLOADING' and reason is distinct from 'upload abandoned'""")
    public abstract KeptModels models();
}
