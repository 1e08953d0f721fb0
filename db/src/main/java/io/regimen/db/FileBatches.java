package io.regimen.db;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.regimen.db.ArtifactRepository.Artifact;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves many files through their states at once, inside the caller's transaction, and writes the audit row of each in the
 * same one. Where many rows are locked, those that another holds are passed over and never waited for: nothing here can
 * take part in a deadlock.
 */
@Singleton
public class FileBatches {
    /**
     * Times before which something is too old; of the database's clock.
     *
     * @param grace what ended before it is no longer being worked on
     * @param upload an upload that began before it has died
     * @param unused features that were not read since are not needed
     */
    public record Cutoffs(Instant grace, Instant upload, Instant unused) {}

    /**
     * Who changes a file, for the audit.
     *
     * @param workflowId the workflow
     * @param job id of the sweep or check; null outside of them
     */
    public record By(String workflowId, @Nullable Long job) {}

    private static final String COLUMNS =
            "artifacts.id, artifacts.kind, training_run_id, object_key, sha256, bytes, state, ";

    private static final String COLUMNS_OF_UPDATED =
            "artifacts.id, artifacts.kind, artifacts.training_run_id, artifacts.object_key, artifacts.sha256,"
                    + " artifacts.bytes, artifacts.state, artifacts.reason";

    /** Wanted no longer, and why; three times are bound: upload, grace, unused. */
    private static final String DOOMED =
            "select " + COLUMNS + " doom as reason from artifacts cross join lateral (select case "
                    + """
             when state = 'UPLOADING' and (state_changed_at < ? or (kind = 'model' and state_changed_at < ?
                    and not exists (select 1 from training_runs r
                                    where r.id = artifacts.training_run_id and r.status = 'running')))
               then 'upload abandoned'
             when state in ('PRESENT', 'MISSING', 'DAMAGED') and kind = 'model'
                    and not exists (select 1 from kept_runs k where k.training_run_id = artifacts.training_run_id)
                    and not exists (select 1 from training_runs r
                                    where r.id = artifacts.training_run_id and r.status = 'running')
               then\s""" + ArtifactRepository.WHY_LOST + """
             when state in ('PRESENT', 'MISSING', 'DAMAGED') and kind = 'features' and used_at < ?
                    and not exists (select 1 from training_runs r where r.status = 'running'
                                    and r.feature_set_hash = artifacts.feature_set_hash)
               then 'unused'
             end as doom) judged
            where doom is not null and\s""";

    private static final String AUDIT = """
            insert into audit (actor, action, subject, detail)
            select ?, ?, 'artifact/' || id, jsonb_strip_nulls(jsonb_build_object(
                'job', cast(? as bigint), 'reason', reason, 'kind', kind, 'key', object_key, 'sha256', sha256,
                'bytes', bytes, 'run', training_run_id, 'features', feature_set_hash))
            from artifacts where id = any(?)""";

    private final JdbcOperations jdbc;

    FileBatches(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** The database's clock, which all cutoffs are counted from. */
    public Instant now() {
        return jdbc.prepareStatement("select now()", statement -> {
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getTimestamp(1).toInstant();
            }
        });
    }

    /** Files that are not wanted, by id, after an id; the reason says why. */
    public List<Artifact> doomed(Cutoffs cutoffs, long after, int limit) {
        return jdbc.prepareStatement(DOOMED + "artifacts.id > ? order by artifacts.id limit ?", statement -> {
            bind(statement, cutoffs);
            statement.setLong(4, after);
            statement.setInt(5, limit);
            return artifacts(statement);
        });
    }

    /**
     * Gives up those of the files that are still not wanted. Their rows are locked first and judged then, so that whoever
     * begins to lead with one of them has done so already, or waits and finds it given up.
     *
     * @return those given up
     */
    public List<Artifact> giveUp(Collection<Long> ids, Cutoffs cutoffs, By by) {
        List<Long> locked = lock(ids);
        List<Artifact> given = jdbc.prepareStatement(
                "update artifacts set state = 'DELETE_PENDING', state_changed_at = now(), reason = d.reason from ("
                        + DOOMED + "artifacts.id = any(?)) d where d.id = artifacts.id returning " + COLUMNS_OF_UPDATED,
                statement -> {
                    bind(statement, cutoffs);
                    statement.setArray(4, statement.getConnection().createArrayOf("bigint", locked.toArray()));
                    return artifacts(statement);
                });
        List<Long> done = given.stream().map(Artifact::id).toList();
        update("""
                update feature_sets f set object_key = null, file_sha256 = null, bytes = null
                from artifacts a where a.id = any(?) and f.object_key = a.object_key""", done);
        audit("file.given_up", done, by);
        return given;
    }

    /** Given-up files that this workflow may delete now, by id, after an id. */
    public List<Artifact> claim(String workflowId, long after, int limit) {
        return jdbc.prepareStatement(claiming("id > ?", "skip locked"), statement -> {
            statement.setLong(1, after);
            return claimed(statement, 2, workflowId, limit);
        });
    }

    /** The same for the files of a run and of the runs that it pushed out; waits for rows that another holds. */
    public List<Artifact> claimOf(long runId, String workflowId, int limit) {
        String which = "(training_run_id = ? or training_run_id in"
                + " (select p.pushed_out_run_id from promotions p where p.training_run_id = ?))";
        return jdbc.prepareStatement(claiming(which, ""), statement -> {
            statement.setLong(1, runId);
            statement.setLong(2, runId);
            return claimed(statement, 3, workflowId, limit);
        });
    }

    /** One that a workflow claimed and did not delete for ten minutes is another's to claim. */
    private static String claiming(String which, String locking) {
        return """
                with next as (
                  select id from artifacts
                  where state = 'DELETE_PENDING' and\s""" + which + """
                    and (claimed_by is null or claimed_by = ? or claimed_at < now() - interval '10 minutes')
                  order by id limit ? for update\s""" + locking + """
                )
                update artifacts set claimed_by = ?, claimed_at = now() from next where next.id = artifacts.id
                returning\s""" + COLUMNS_OF_UPDATED;
    }

    private static List<Artifact> claimed(PreparedStatement statement, int at, String workflowId, int limit)
            throws SQLException {
        statement.setString(at, workflowId);
        statement.setInt(at + 1, limit);
        statement.setString(at + 2, workflowId);
        return artifacts(statement).stream()
                .sorted(Comparator.comparingLong(Artifact::id))
                .toList();
    }

    /** Says that the objects of files are gone; each file is audited once, however often this is said. */
    public void deleted(Collection<Long> ids, By by) {
        List<Long> gone = update("""
                update artifacts set state = 'DELETED', state_changed_at = now(), claimed_by = null
                where id = any(?) and state = 'DELETE_PENDING' returning id""", ids);
        audit("file.deleted", gone, by);
    }

    /**
     * Remembers that objects were in the store at a time.
     *
     * @return those of the keys that belong to a file which is not deleted
     */
    public Set<String> seen(Collection<String> keys, Instant at) {
        return jdbc.prepareStatement("""
                with here as (
                  select id from artifacts where object_key = any(?) and state <> 'DELETED'
                  order by id for no key update skip locked),
                marked as (
                  update artifacts set seen_at = ? from here where here.id = artifacts.id returning object_key)
                select object_key from marked
                union
                select object_key from artifacts where object_key = any(?) and state <> 'DELETED'""", statement -> {
            var texts = statement.getConnection().createArrayOf("text", keys.toArray());
            statement.setArray(1, texts);
            statement.setTimestamp(2, Timestamp.from(at));
            statement.setArray(3, texts);
            Set<String> known = new HashSet<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    known.add(rows.getString(1));
                }
            }
            return known;
        });
    }

    /** Files that should be there, were so before a time, and were not seen since; by id, after an id. */
    public List<Artifact> unseen(Instant since, long after, int limit) {
        return jdbc.prepareStatement("select " + COLUMNS + " reason from artifacts " + """
                where state = 'PRESENT' and state_changed_at < ? and (seen_at is null or seen_at < ?) and id > ?
                order by id limit ?""", statement -> {
            statement.setTimestamp(1, Timestamp.from(since));
            statement.setTimestamp(2, Timestamp.from(since));
            statement.setLong(3, after);
            statement.setInt(4, limit);
            return artifacts(statement);
        });
    }

    /** Files in any of some states, by id, after an id. */
    public List<Artifact> inState(Collection<String> states, long after, int limit) {
        return jdbc.prepareStatement("select " + COLUMNS + " reason from artifacts " + """
                where state = any(?) and id > ? order by id limit ?""", statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("text", states.toArray()));
            statement.setLong(2, after);
            statement.setInt(3, limit);
            return artifacts(statement);
        });
    }

    /**
     * What was found of a file: that it is MISSING, DAMAGED, or PRESENT after all.
     *
     * @return whether its state has changed; it has not if it was given up meanwhile
     */
    public boolean found(long id, String state, @Nullable String reason, By by) {
        List<Long> changed = jdbc.prepareStatement("""
                update artifacts set state = ?, state_changed_at = now(), reason = ?
                where id = ? and state in ('PRESENT', 'MISSING', 'DAMAGED') and state <> ? returning id""", statement -> {
            statement.setString(1, state);
            statement.setString(2, reason);
            statement.setLong(3, id);
            statement.setString(4, state);
            return ids(statement);
        });
        audit("file." + state.toLowerCase(Locale.ROOT), changed, by);
        return !changed.isEmpty();
    }

    /** Audits that objects without a row are about to be deleted. */
    public void orphans(Collection<OrphanObject> objects, By by) {
        jdbc.prepareStatement("""
                insert into audit (actor, action, subject, detail)
                values (?, 'object.deleted', 'object/' || cast(? as text), jsonb_strip_nulls(jsonb_build_object(
                    'job', cast(? as bigint), 'reason', 'no row', 'key', cast(? as text), 'bytes', cast(? as bigint))))""", statement -> {
            for (OrphanObject object : objects) {
                statement.setString(1, by.workflowId());
                statement.setString(2, object.key());
                statement.setObject(3, by.job(), Types.BIGINT);
                statement.setString(4, object.key());
                statement.setLong(5, object.bytes());
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /** An object that no row knows. */
    public record OrphanObject(String key, long bytes) {}

    private void audit(String action, List<Long> ids, By by) {
        if (ids.isEmpty()) {
            return;
        }
        jdbc.prepareStatement(AUDIT, statement -> {
            statement.setString(1, by.workflowId());
            statement.setString(2, action);
            statement.setObject(3, by.job(), Types.BIGINT);
            statement.setArray(4, statement.getConnection().createArrayOf("bigint", ids.toArray()));
            return statement.executeUpdate();
        });
    }

    private List<Long> lock(Collection<Long> ids) {
        return update("select id from artifacts where id = any(?) order by id for update skip locked", ids);
    }

    private List<Long> update(String sql, Collection<Long> ids) {
        return jdbc.prepareStatement(sql, statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("bigint", ids.toArray()));
            return ids(statement);
        });
    }

    private static List<Long> ids(PreparedStatement statement) throws SQLException {
        List<Long> out = new ArrayList<>();
        if (statement.execute()) {
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    out.add(rows.getLong(1));
                }
            }
        }
        return out;
    }

    private static void bind(PreparedStatement statement, Cutoffs cutoffs) throws SQLException {
        statement.setTimestamp(1, Timestamp.from(cutoffs.upload()));
        statement.setTimestamp(2, Timestamp.from(cutoffs.grace()));
        statement.setTimestamp(3, Timestamp.from(cutoffs.unused()));
    }

    private static List<Artifact> artifacts(PreparedStatement statement) throws SQLException {
        List<Artifact> out = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                out.add(new Artifact(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getObject("training_run_id", Long.class),
                        row.getString("object_key"),
                        row.getString("sha256"),
                        row.getLong("bytes"),
                        row.getString("state"),
                        row.getString("reason")));
            }
        }
        return out;
    }
}
