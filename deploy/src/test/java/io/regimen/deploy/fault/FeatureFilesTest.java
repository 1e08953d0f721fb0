package io.regimen.deploy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.artifact.ObjectInfo;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.deploy.local.AppProcess;
import io.regimen.deploy.verify.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The file of the features that a grid was trained on. */
@Tag("fault")
@ExtendWith(PlantExtension.class)
class FeatureFilesTest {
    private final Plant plant;

    FeatureFilesTest(Plants plants) {
        this.plant = plants.plant();
    }

    @Test
    void verify_featureFileChangedOrGone_saysSo() {
        plant.reset();
        AppProcess worker = plant.worker("worker", "");
        try {
            plant.startGrid(Plant.request());
            plant.awaitEnd();
        } finally {
            worker.stop();
        }
        plant.verifiedResults();
        ObjectStore store = plant.objects();
        List<String> keys;
        try (var objects = store.list("features/")) {
            keys = objects.map(ObjectInfo::key).toList();
        }
        assertEquals(1, keys.size(), "four cells share one feature set");
        String key = keys.getFirst();
        byte[] bytes = store.get(key, 1 << 30);

        byte[] changed = bytes.clone();
        changed[changed.length / 2] ^= 1;
        store.put(key, changed);
        assertOneFinding("feature set " + key + " has the hash", Instant.now());
        store.delete(key);
        assertOneFinding("feature set " + key + " is missing in the store", Instant.now());
        store.put(key, bytes);
        assertEquals(List.of(), plant.findings(Instant.now()));

        store.put("features/unknown.parquet", bytes);
        assertOneFinding(
                "object features/unknown.parquet has no row", Instant.now().plus(Duration.ofHours(2)));
        store.delete("features/unknown.parquet");
    }

    private void assertOneFinding(String text, Instant now) {
        List<Finding> findings = plant.findings(now);
        assertEquals(1, findings.size(), findings::toString);
        assertTrue(findings.getFirst().toString().contains(text), findings::toString);
    }
}
