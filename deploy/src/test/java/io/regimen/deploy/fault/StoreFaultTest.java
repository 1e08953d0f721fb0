package io.regimen.deploy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.local.AppProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An object store that is down, slow, lies about its success, or cuts its answers short, while a grid and a sweep run. */
@Tag("fault")
@Tag("slow-fault")
@ExtendWith(PlantExtension.class)
class StoreFaultTest {
    private static final int ENOUGH = 8;

    private final Plants plants;
    private final Plant plant;

    StoreFaultTest(Plants plants) {
        this.plants = plants;
        this.plant = plants.plant();
    }

    static List<StoreProxy.Fault> faults() {
        return StoreProxy.faults();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_untilItHasStruckOften_changesNoResultAndLeavesNothing(StoreProxy.Fault fault) throws IOException {
        List<String> expected = plants.undisturbed();
        plant.reset();
        try (StoreProxy way = new StoreProxy(plant.settings().store().endpoint().getPort())) {
            AppProcess worker = plant.workerThrough(way.port());
            try {
                way.set(fault);
                plant.startGrid(Plant.request());
                untilStruck(way);
                KilledWorkerTest.assertEnded(plant.awaitEnd());
                assertEquals(expected, plant.verifiedResults());

                Leftovers.lay(plant, 30);
                way.set(fault);
                plant.startSweep("storage-sweep", Leftovers.eager(false));
                untilStruck(way);
                plant.awaitSweep("storage-sweep");
                plant.startSweep("storage-sweep", Leftovers.eager(false));
                plant.awaitSweep("storage-sweep");
                assertEquals(List.of(), plant.findings(Instant.now().plus(Duration.ofHours(2))));
                assertEquals(expected, plant.verifiedResults());
                assertEquals(Leftovers.leading(plant), Leftovers.objects(plant));
            } finally {
                worker.stop();
            }
        }
    }

    private static void untilStruck(StoreProxy way) {
        int before = way.struck();
        Plant.await("the fault strikes", () -> way.struck() >= before + ENOUGH);
        way.set(StoreProxy.Fault.NONE);
        assertTrue(way.struck() >= before + ENOUGH);
    }
}
