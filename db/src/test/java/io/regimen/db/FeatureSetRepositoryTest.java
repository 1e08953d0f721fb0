package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.db.FeatureSetRepository.FeatureSetRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Extension.class)
class FeatureSetRepositoryTest {
    private final TestDatabase database;
    private final FeatureSetRepository sets;

    FeatureSetRepositoryTest(TestDatabase database) {
        this.database = database;
        this.sets = database.get(FeatureSetRepository.class);
    }

    private FeatureSetRow row(String hash) {
        return sets.byHash(hash).orElseThrow();
    }

    @Test
    void announce_again_forgetsTheFileUntilItIsComplete() {
        assertTrue(sets.byHash("f").isEmpty());
        sets.announce("f", TestDatabase.DATASET, "{}", 3, 100, 7, "features/f.parquet");
        assertNull(row("f").fileSha256());

        assertEquals(1, sets.complete("f", "features/f.parquet", "a".repeat(64), 1000, 0.5, null));
        assertEquals(
                new FeatureSetRow(
                        "f", TestDatabase.DATASET, 3, 100, 7, "features/f.parquet", "a".repeat(64), 1000L, 0.5, null),
                row("f"));

        sets.announce("f", TestDatabase.DATASET, "{}", 4, 100, 8, "features/other.parquet");
        assertEquals(4, row("f").columns());
        assertNull(row("f").fileSha256());
        assertEquals(0, sets.complete("f", "features/f.parquet", "a".repeat(64), 1000, 0.5, null), "overtaken");
    }

    @Test
    void complete_ofAnAppendedSet_namesTheOneItContinues() {
        sets.announce("old", TestDatabase.DATASET, "{}", 3, 100, 7, "features/old.parquet");
        sets.announce("new", TestDatabase.DATASET, "{}", 3, 120, 7, "features/new.parquet");
        sets.complete("new", "features/new.parquet", "b".repeat(64), 1200, 0.1, "old");
        assertEquals("old", row("new").appendedTo());
        assertEquals(0, sets.complete("unknown", "features/new.parquet", "b".repeat(64), 1200, 0.1, null));
    }

    @Test
    void datasetsContinuedBy_countsAppendingOnly() {
        assertEquals(List.of(), sets.datasetsContinuedBy(TestDatabase.DATASET));
        database.execute("update datasets set parent_hashes = array['p', 'a'], origin = 'append'");
        assertEquals(List.of("p", "a"), sets.datasetsContinuedBy(TestDatabase.DATASET));
        database.execute("update datasets set origin = 'merge'");
        assertEquals(List.of(), sets.datasetsContinuedBy(TestDatabase.DATASET));
    }
}
