package io.regimen.deploy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.regimen.deploy.local.AppProcess;
import io.regimen.workflows.GridProgress;
import io.regimen.workflows.Tally;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 of workers: the grid ends by itself with the very results of an undisturbed run. */
@Tag("fault")
@ExtendWith(PlantExtension.class)
class KilledWorkerTest {
    private final Plants plants;
    private final Plant plant;

    KilledWorkerTest(Plants plants) {
        this.plants = plants;
        this.plant = plants.plant();
    }

    @Test
    void kill_inTraining_changesNoResult() {
        killAt("in_train");
    }

    @Tag("slow-fault")
    @ParameterizedTest
    @ValueSource(strings = {"before_train", "after_upload", "between_batches", "after_judge"})
    void kill_elsewhere_changesNoResult(String place) {
        killAt(place);
    }

    @Tag("slow-fault")
    @Test
    void kill_ofAllWorkers_changesNoResult() {
        List<String> expected = plants.undisturbed();
        plant.reset();
        AppProcess first = plant.worker("worker-cpu", "");
        AppProcess second = plant.worker("worker-two", "");
        plant.startGrid(Plant.request());
        Plant.await("a run", () -> plant.count("select count(*) from training_runs") > 0);
        first.crash();
        second.crash();
        AppProcess again = plant.worker("worker-cpu", "");
        assertEnded(plant.awaitEnd());
        assertEquals(expected, plant.verifiedResults());
        again.stop();
    }

    private void killAt(String place) {
        List<String> expected = plants.undisturbed();
        assertNotEquals(List.of(), expected);
        plant.reset();
        AppProcess doomed = plant.worker("worker-cpu", "kill:" + place + ":1");
        plant.startGrid(Plant.request());
        Plant.await("the worker dies at " + place, () -> doomed.running().isEmpty());
        AppProcess next = plant.worker("worker-cpu", "");
        assertEnded(plant.awaitEnd());
        assertEquals(expected, plant.verifiedResults());
        next.stop();
    }

    static void assertEnded(GridProgress end) {
        assertEquals(new Tally(4, 0, 0, 0), end.ended());
        assertEquals("completed", end.state());
    }
}
