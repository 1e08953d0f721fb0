package io.regimen.db;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.ReadOnly;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what an estimate of a grid's duration rests on. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public abstract class EstimateQueries implements GenericRepository<MeanCost, String> {
    private final JdbcOperations jdbc;

    EstimateQueries(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Mean durations of the last 500 completed runs of each model type. */
    @Query("""
            select model_type, count(*) as runs,
                   avg(training_duration_seconds)               as training_seconds,
                   avg(coalesce(backtest_duration_seconds, 0))  as backtest_seconds,
                   avg(coalesce(database_duration_seconds, 0))  as database_seconds,
                   avg(coalesce(model_file_size_bytes, 0))      as file_bytes
            from (select r.*, row_number() over (partition by model_type order by id desc) as newest
                  from training_runs r
                  where status = 'completed' and training_duration_seconds is not null) recent
            where newest <= 500
            group by model_type
            order by model_type
            """)
    public abstract List<MeanCost> means();

    /** What backtests took under the last 100 evaluations of each model type. */
    @Query("""
            select model_type, count(*) as runs, cast(sum(n.backtests) as bigint) as backtests, sum(seconds) as seconds
            from (select e.training_run_id, e.evaluation_hash, r.model_type,
                         e.backtest_duration_seconds + coalesce(e.database_duration_seconds, 0) as seconds,
                         row_number() over (partition by r.model_type order by e.completed_at desc) as newest
                  from run_evaluations e join training_runs r on r.id = e.training_run_id
                  where e.status = 'completed' and e.backtest_duration_seconds is not null) recent
            cross join lateral (
              select count(*) as backtests from inference_backtests b
              where b.training_run_id = recent.training_run_id and b.evaluation_hash = recent.evaluation_hash) n
            where newest <= 100 and n.backtests > 0
            group by model_type
            order by model_type""")
    public abstract List<BacktestCost> backtestCosts();

    /** Those of the configuration hashes that have a completed run with this seed on one of these datasets. */
    @ReadOnly
    public Set<String> trained(Collection<String> configHashes, Collection<String> datasetHashes, long seed) {
        String text = """
                select distinct config_hash from training_runs
                where config_hash = any(?) and dataset_hash = any(?) and seed = ? and status = 'completed'
                """;
        return jdbc.prepareStatement(text, statement -> {
            statement.setArray(1, texts(statement, configHashes));
            statement.setArray(2, texts(statement, datasetHashes));
            statement.setLong(3, seed);
            Set<String> found = new HashSet<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        });
    }

    private static Array texts(PreparedStatement statement, Collection<String> values) throws SQLException {
        return statement.getConnection().createArrayOf("text", values.toArray());
    }
}
