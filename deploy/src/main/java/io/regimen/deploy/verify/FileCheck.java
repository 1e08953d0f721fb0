package io.regimen.deploy.verify;

import io.regimen.activities.artifact.MissingObjectException;
import io.regimen.activities.artifact.ObjectInfo;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.deploy.role.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** I4: kept files are the files of leaders and of running cells; each exists with its recorded hash; nothing else does. */
final class FileCheck {
    private static final Duration GRACE = Duration.ofHours(1);

    private final Sql sql;
    private final ObjectStore store;

    FileCheck(Sql sql, ObjectStore store) {
        this.sql = sql;
        this.store = store;
    }

    private record Stored(String key, String sha256, String what) {}

    List<Finding> files(Set<String> liveKeys, Instant now) {
        List<Finding> out = new ArrayList<>(Finding.each(sql, "I4", """
                select format('file %s of run %s is %s although the run is %s and leads nowhere', a.object_key, r.id,
                              a.state, r.status)
                from artifacts a join training_runs r on r.id = a.training_run_id
                where a.state <> 'DELETED' and r.status <> 'running' and r.id not in (select training_run_id from kept_runs)
                union all
                select format('file %s of feature set %s is %s but the set names %s', a.object_key, a.feature_set_hash,
                              a.state, coalesce(f.object_key, 'none'))
                from artifacts a join feature_sets f on f.hash = a.feature_set_hash
                where a.state = 'PRESENT' and a.object_key is distinct from f.object_key
                union all
                select format('the leader of %s/%s %s has the file %s in state %s', b.symbol, b.timeframe, b.regime_name,
                              a.object_key, a.state)
                from regime_best_models b join artifacts a on a.id = b.artifact_id where a.state <> 'PRESENT'
                union all
                select format('run %s says that its file is %skept', r.id, case when r.is_model_kept then '' else 'not ' end)
                from training_runs r
                where r.is_model_kept <> (
                  exists (select 1 from regime_best_models b where b.training_run_id = r.id)
                  or exists (select 1 from leader_candidates c where c.training_run_id = r.id and c.place is not null))
                order by 1"""));
        sql.rows("""
                        select object_key, sha256, 'model file' from artifacts where state = 'PRESENT' and kind = 'model'
                        union all
                        select object_key, file_sha256, 'dataset' from datasets
                        union all
                        select object_key, file_sha256, 'feature set' from feature_sets where file_sha256 is not null
                        order by 1""", row -> new Stored(row.getString(1), row.getString(2), row.getString(3)))
                .forEach(stored -> content(stored).ifPresent(out::add));
        for (String folder : List.of("models/", "features/")) {
            try (var objects = store.list(folder)) {
                objects.filter(object -> !liveKeys.contains(object.key()))
                        .filter(object -> object.lastModified().isBefore(now.minus(GRACE)))
                        .map(ObjectInfo::key)
                        .sorted()
                        .forEach(key -> out.add(new Finding("I4", "object " + key + " has no row")));
            }
        }
        return out;
    }

    private Optional<Finding> content(Stored stored) {
        try {
            String sha256 = store.sha256(stored.key());
            return sha256.equals(stored.sha256())
                    ? Optional.empty()
                    : Optional.of(new Finding(
                            "I4",
                            stored.what() + " " + stored.key() + " has the hash " + sha256 + ", recorded is "
                                    + stored.sha256()));
        } catch (MissingObjectException e) {
            return Optional.of(new Finding("I4", stored.what() + " " + stored.key() + " is missing in the store"));
        }
    }
}
