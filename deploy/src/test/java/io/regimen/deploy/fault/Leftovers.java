package io.regimen.deploy.fault;

import io.regimen.activities.artifact.ObjectInfo;
import io.regimen.workflows.SweepRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a sweep should find, laid out in a plant that has just run a grid, and what must be left of it afterwards. */
final class Leftovers {
    private static final String FILE = "a file that nobody wants";

    private Leftovers() {}

    /** A sweep for which everything older than a second is old. */
    static SweepRequest eager(boolean dryRun) {
        return new SweepRequest(dryRun, 1, 1, 0, "test", Map.of());
    }

    /** Objects without a row, and rows in every state in which a file is not wanted, with their objects. */
    static void lay(Plant plant, int copies) {
        for (int i = 0; i < copies; i++) {
            put(plant, "models/orphan/" + i);
            put(plant, "features/orphan/" + i);
        }
        for (String state : List.of("PRESENT", "UPLOADING", "DELETE_PENDING", "DELETED")) {
            plant.execute("""
                    insert into artifacts (training_run_id, kind, object_key, sha256, bytes, state, state_changed_at)
                    select (select min(id) from training_runs where not is_model_kept), 'model',
                           'models/%s/' || i, 's', 24, '%s', now() - interval '1 hour' from generate_series(1, %d) i""".formatted(state, state, copies));
            for (int i = 1; i <= copies; i++) {
                put(plant, "models/" + state + "/" + i);
            }
        }
        plant.execute("update artifacts set used_at = now() - interval '40 days' where kind = 'features'");
        try {
            // objects become older than the grace time of the sweep
            Thread.sleep(2500);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(Plant plant, String key) {
        plant.objects().put(key, FILE.getBytes(StandardCharsets.US_ASCII));
    }

    /** Objects of models and features in the store. */
    static SortedSet<String> objects(Plant plant) {
        TreeSet<String> keys = new TreeSet<>();
        for (String folder : List.of("models/", "features/")) {
            try (var objects = plant.objects().list(folder)) {
                objects.map(ObjectInfo::key).forEach(keys::add);
            }
        }
        return keys;
    }

    /** Keys of the files of leaders, which are all that should be left. */
    static SortedSet<String> leading(Plant plant) {
        return new TreeSet<>(plant.texts("""
                select distinct a.object_key from regime_best_models l join artifacts a on a.id = l.artifact_id"""));
    }
}
