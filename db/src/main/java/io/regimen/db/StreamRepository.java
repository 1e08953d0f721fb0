package io.regimen.db;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.ReadOnly;
import java.sql.Array;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Position streams of runs. Equal ones are stored once, whatever run has them, and go with the last run that does: a
 * trigger sees to it.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
public abstract class StreamRepository implements GenericRepository<StreamRepository.Kept, Long> {
    private final JdbcOperations jdbc;

    StreamRepository(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Streams of a run, and the terms that it was judged under by them.
     *
     * @param evaluation as JSON
     */
    @Introspected
    public record Kept(long trainingRunId, String evaluationHash, String evaluation) {}

    /** Hash of the positions that a configuration took. */
    @Introspected
    public record Positions(int configIndex, String streamHash) {}

    /**
     * What is said of a run's streams.
     *
     * @param keep all or leaders
     * @param segments the five bars that bound the parts
     * @param bars decision bars of both parts
     */
    public record Description(String keep, List<Integer> segments, int configurations, int distinctStreams, int bars) {
        public Description {
            segments = List.copyOf(segments);
        }
    }

    /** Keeps the streams of a run under an evaluation, once; the caller's transaction is open. */
    public void add(long runId, String evaluationHash, Description streams, List<StoredLadder> ladders) {
        int added = jdbc.prepareStatement("""
                insert into run_streams (training_run_id, evaluation_hash, keep, segments, configurations,
                    distinct_streams, bars)
                values (?, ?, ?, ?, ?, ?, ?) on conflict (training_run_id, evaluation_hash) do nothing""", statement -> {
            statement.setLong(1, runId);
            statement.setString(2, evaluationHash);
            statement.setString(3, streams.keep());
            statement.setArray(
                    4,
                    statement
                            .getConnection()
                            .createArrayOf("integer", streams.segments().toArray()));
            statement.setInt(5, streams.configurations());
            statement.setInt(6, streams.distinctStreams());
            statement.setInt(7, streams.bars());
            return statement.executeUpdate();
        });
        if (added == 0) {
            return;
        }
        // one that is there is locked until the end: nobody else takes it for unused meanwhile
        SortedMap<String, StoredLadder> byHash = new TreeMap<>();
        ladders.forEach(ladder -> byHash.put(ladder.hash(), ladder));
        jdbc.prepareStatement("""
                insert into stream_ladders (hash, content, raw_bytes) values (?, ?, ?)
                on conflict (hash) do update set raw_bytes = excluded.raw_bytes""", statement -> {
            for (StoredLadder ladder : byHash.values()) {
                statement.setString(1, ladder.hash());
                statement.setBytes(2, ladder.content());
                statement.setInt(3, ladder.rawBytes());
                statement.addBatch();
            }
            return statement.executeBatch();
        });
        jdbc.prepareStatement("""
                insert into run_stream_ladders (training_run_id, evaluation_hash, position, ladder_hash)
                values (?, ?, ?, ?)""", statement -> {
            for (int i = 0; i < ladders.size(); i++) {
                statement.setLong(1, runId);
                statement.setString(2, evaluationHash);
                statement.setInt(3, i);
                statement.setString(4, ladders.get(i).hash());
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /** Streams of runs, given as a PostgreSQL array literal, under evaluations by which they were judged to the end. */
    @Query("""
            select s.training_run_id, s.evaluation_hash, cast(e.evaluation as text) as evaluation
            from run_streams s
            join run_evaluations e on e.training_run_id = s.training_run_id and e.evaluation_hash = s.evaluation_hash
            where e.status = 'completed' and s.training_run_id = any(cast(:runs as bigint[]))
            order by s.training_run_id, s.evaluation_hash""")
    public abstract List<Kept> kept(String runs);

    /** The five bars that bound the parts of a run's streams; empty if there are none. */
    @ReadOnly
    public List<Integer> segments(long runId, String evaluationHash) {
        return jdbc.prepareStatement(
                "select segments from run_streams where training_run_id = ? and evaluation_hash = ?", statement -> {
                    statement.setLong(1, runId);
                    statement.setString(2, evaluationHash);
                    try (ResultSet row = statement.executeQuery()) {
                        if (!row.next()) {
                            return List.of();
                        }
                        Array array = row.getArray(1);
                        return List.of((Integer[]) array.getArray());
                    }
                });
    }

    /** The ladders of a run in their order; empty if there are none. */
    @ReadOnly
    public List<StoredLadder> ladders(long runId, String evaluationHash) {
        return jdbc.prepareStatement("""
                select l.hash, l.content, l.raw_bytes
                from run_stream_ladders r join stream_ladders l on l.hash = r.ladder_hash
                where r.training_run_id = ? and r.evaluation_hash = ? order by r.position""", statement -> {
            statement.setLong(1, runId);
            statement.setString(2, evaluationHash);
            List<StoredLadder> out = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    out.add(new StoredLadder(row.getString(1), row.getBytes(2), row.getInt(3)));
                }
            }
            return out;
        });
    }

    /** What positions the configurations of a run took when it was judged. */
    @Query("""
            select config_index, stream_hash from inference_backtests
            where training_run_id = :runId and evaluation_hash = :evaluationHash order by config_index""")
    public abstract List<Positions> positions(long runId, String evaluationHash);

    /** Lets go of the streams of a run that were to be kept only if it leads, if it never did. */
    @Query("""
            delete from run_streams s
            where s.training_run_id = :runId and s.keep = 'leaders'
              and not exists (select 1 from kept_runs k where k.training_run_id = s.training_run_id)
              and not exists (select 1 from promotions p where p.training_run_id = s.training_run_id
                                                           and p.outcome in ('FIRST', 'PROMOTED'))""")
    public abstract int release(long runId);

    /** Forecasts do not depend on regimes: what they were worth is taken over from another evaluation. */
    @Query("""
            insert into forecast_quality (training_run_id, evaluation_hash, quality)
            select training_run_id, :evaluationHash, quality from forecast_quality
            where training_run_id = :runId and evaluation_hash = :source
            on conflict (training_run_id, evaluation_hash) do nothing""")
    public abstract int copyForecastQuality(long runId, String source, String evaluationHash);

    /** How many there are, and what they take. */
    @Query("""
            select count(distinct training_run_id) as runs, coalesce(sum(configurations), 0) as streams,
                   coalesce(sum(distinct_streams), 0) as distinct_streams,
                   coalesce(sum(configurations * ceil(bars / 4.0)), 0) as logical_bytes,
                   (select count(*) from stream_ladders) as ladders,
                   (select count(*) from run_stream_ladders) as references,
                   (select coalesce(sum(octet_length(content)), 0) from stream_ladders) as bytes
            from run_streams""")
    public abstract KeptStreamsStats stats();
}
