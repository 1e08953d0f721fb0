package io.regimen.deploy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.regimen.deploy.local.AppProcess;
import io.regimen.deploy.local.TestHome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** kill -9 of a server, and a worker that sleeps through its heartbeat: the results stay those of an undisturbed run. */
@Tag("fault")
@Tag("slow-fault")
@ExtendWith(PlantExtension.class)
class KilledServerTest {
    private final Plants plants;
    private final Plant plant;

    KilledServerTest(Plants plants) {
        this.plants = plants;
        this.plant = plants.plant();
    }

    @Test
    void kill_ofTemporal_changesNoResult() {
        List<String> expected = plants.undisturbed();
        AppProcess worker = startUntilARunExists();
        plant.temporal().crash();
        plant.temporal().start(TestHome.silent());
        assertSame(expected, worker);
    }

    @Test
    void immediateStop_ofPostgres_changesNoResult() {
        List<String> expected = plants.undisturbed();
        AppProcess worker = startUntilARunExists();
        plant.postgres().crash();
        plant.postgres().start(TestHome.silent());
        assertSame(expected, worker);
    }

    @Test
    void frozenWorker_wokenAfterItsWorkWasTakenOver_changesNoResult() throws IOException, InterruptedException {
        List<String> expected = plants.undisturbed();
        AppProcess frozen = startUntilARunExists();
        signal("-STOP", frozen);
        AppProcess other = plant.worker("worker-two", "");
        KilledWorkerTest.assertEnded(plant.awaitEnd());
        signal("-CONT", frozen);
        Thread.sleep(3000); // time for late writes to do their worst
        assertEquals(expected, plant.verifiedResults());
        frozen.stop();
        other.stop();
    }

    private AppProcess startUntilARunExists() {
        plant.reset();
        AppProcess worker = plant.worker("worker-cpu", "");
        plant.startGrid(Plant.request());
        Plant.await("a run", () -> plant.count("select count(*) from training_runs") > 0);
        return worker;
    }

    private void assertSame(List<String> expected, AppProcess worker) {
        KilledWorkerTest.assertEnded(plant.awaitEnd());
        assertEquals(expected, plant.verifiedResults());
        worker.stop();
    }

    private static void signal(String signal, AppProcess worker) throws IOException, InterruptedException {
        long pid = worker.running().orElseThrow().pid();
        assertEquals(
                0,
                new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor());
    }
}
