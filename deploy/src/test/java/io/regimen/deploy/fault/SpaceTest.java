package io.regimen.deploy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.local.AppProcess;
import io.temporal.client.WorkflowFailedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store whose quota is used up pauses grids, and lets features go that can be computed again. */
@Tag("fault")
@ExtendWith(PlantExtension.class)
class SpaceTest {
    private static final String QUOTA = "REGIMEN_STORE_QUOTA";
    private static final String STORED =
            "select coalesce(sum(bytes), 0) + (select sum(bytes) from datasets) from artifacts where state <> 'DELETED'";

    private final Plants plants;
    private final Plant plant;
    private @Nullable AppProcess worker;

    SpaceTest(Plants plants) {
        this.plants = plants;
        this.plant = plants.plant();
    }

    @BeforeEach
    void empty() {
        plant.reset();
    }

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.stop();
        }
    }

    private void restart(Map<String, String> settings) {
        stop();
        worker = plant.worker(settings);
    }

    /** At least this many bytes, at most a kilobyte more. */
    private static String kilobytes(long bytes) {
        return bytes / 1000 + 1 + "KB";
    }

    @Test
    void quota_usedUp_pausesTheGridUntilThereIsRoom() {
        List<String> expected = plants.undisturbed();
        plant.reset();
        restart(Map.of(QUOTA, kilobytes(plant.count(STORED))));
        plant.startGrid(Plant.request());
        Plant.await(
                "a cell waits for space",
                () -> plant.count("select count(*) from training_queue where status = 'paused'"
                                + " and waits_for like '%REGIMEN_STORE_QUOTA%'")
                        == 1);

        restart(Map.of());
        KilledWorkerTest.assertEnded(plant.awaitEnd());
        assertEquals(expected, plant.verifiedResults());
        assertEquals(
                1, plant.count("select count(*) from training_queue where status = 'completed' and waits_for is null"));
    }

    @Test
    void quota_usedUp_letsUnreadFeaturesGo_andRefusesAGridIfThatIsNotEnough() {
        restart(Map.of());
        plant.startGrid(Plant.request());
        plant.awaitEnd();
        long stored = plant.count(STORED);
        long features = plant.count("select sum(bytes) from artifacts where kind = 'features' and state = 'PRESENT'");
        String tight = kilobytes(stored - features / 2);

        restart(Map.of(QUOTA, tight));
        plant.startGrid(Plant.request());
        assertRefused("features that were just read stay");

        plant.execute("update artifacts set used_at = now() - interval '2 hours' where kind = 'features'");
        restart(Map.of(QUOTA, tight, "REGIMEN_STORE_FULL", "pause"));
        plant.startGrid(Plant.request());
        assertRefused("they stay where the setting says so");

        restart(Map.of(QUOTA, tight));
        plant.startGrid(Plant.request());
        assertEquals(4, plant.awaitEnd().ended().skipped());
        assertEquals(0, plant.count("select count(*) from artifacts where kind = 'features' and state <> 'DELETED'"));
        assertEquals(
                1,
                plant.count("select count(*) from audit where action = 'file.given_up'"
                        + " and detail ->> 'kind' = 'features'"));
        plant.verifiedResults();
    }

    private void assertRefused(String why) {
        WorkflowFailedException failure = assertThrows(WorkflowFailedException.class, plant::awaitEnd, why);
        assertTrue(String.valueOf(failure.getCause()).contains(QUOTA), () -> String.valueOf(failure.getCause()));
    }
}
