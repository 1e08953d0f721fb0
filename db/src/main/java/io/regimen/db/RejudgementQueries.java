package io.regimen.db;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.ReadOnly;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads rejudgements and their runs. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public abstract class RejudgementQueries implements GenericRepository<RejudgementView, Long> {
    private static final String COLUMNS = """
            j.id, j.name, j.workflow_id, j.status, j.total, c.pending, c.running, c.judged, c.already_judged, c.refused,
            c.failed, c.cancelled, j.created_by, j.created_at, j.completed_at, j.request
            """;
    private static final String FROM = """
             rejudgements j cross join lateral (
              select count(*) filter (where status = 'pending')        as pending,
                     count(*) filter (where status = 'running')        as running,
                     count(*) filter (where status = 'judged')         as judged,
                     count(*) filter (where status = 'already_judged') as already_judged,
                     count(*) filter (where status = 'refused')        as refused,
                     count(*) filter (where status = 'failed')         as failed,
                     count(*) filter (where status = 'cancelled')      as cancelled
              from rejudgement_runs where rejudgement_id = j.id) c
            """;

    private final JdbcOperations jdbc;

    RejudgementQueries(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Terms under which a run was judged. */
    @Introspected
    public record JudgedTerms(long trainingRunId, String evaluation) {}

    /** All terms under which these runs, given as a PostgreSQL array literal, were judged. */
    @Query("""
            select training_run_id, cast(evaluation as text) as evaluation from run_evaluations
            where status = 'completed' and training_run_id = any(cast(:runs as bigint[]))""")
    public abstract List<JudgedTerms> judged(String runs);

    /** Executions, newest first. */
    @ReadOnly
    public Page<RejudgementView> list(Paging paging) {
        return new Select(COLUMNS, FROM).page(jdbc, RejudgementView.class, "j.id desc", paging);
    }

    /** The newest execution under a name. */
    @Query("select " + COLUMNS + " from " + FROM + " where j.name = :name order by j.id desc limit 1")
    public abstract Optional<RejudgementView> latest(String name);

    /** Its runs in the order of their position. */
    @ReadOnly
    public Page<RejudgedRunView> runs(long id, @Nullable String status, Paging paging) {
        String columns = """
                position, training_run_id, config_hash, evaluation_hash, label, status, leads, failure_kind, reason,
                finished_at
                """;
        return new Select(columns, "rejudgement_runs")
                .where("rejudgement_id = ?", id)
                .where("status = ?", status)
                .page(jdbc, RejudgedRunView.class, "position", paging);
    }
}
