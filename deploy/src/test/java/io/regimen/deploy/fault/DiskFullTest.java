package io.regimen.deploy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.regimen.deploy.local.AppProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An object store on a file system of a few MiB, which is full when a grid begins and has room again later. */
@Tag("fault")
@Tag("slow-fault")
@ExtendWith(PlantExtension.class)
class DiskFullTest {
    private final Plants plants;

    DiskFullTest(Plants plants) {
        this.plants = plants;
    }

    @Test
    void disk_fullAndFreedAgain_changesNoResultAndLeavesNothing() throws Exception {
        Path home = Files.createTempDirectory("regimen-full-");
        Path disk = Files.createDirectories(home.resolve("store"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()),
                "a small file system cannot be mounted here: that takes root");
        try {
            List<String> expected = plants.undisturbed();
            try (Plant plant = new Plant(home)) {
                plant.reset();
                Path ballast = disk.resolve("ballast");
                fill(ballast);
                AppProcess worker = plant.worker("worker-cpu", "");
                try {
                    plant.startGrid(Plant.request());
                    // features are the first that should be stored, and cannot be
                    Plant.await(
                            "an upload has begun",
                            () -> plant.count("select count(*) from artifacts where state = 'UPLOADING'") >= 2);
                    assertEquals(0, plant.count("select count(*) from artifacts where state = 'PRESENT'"));
                    Files.delete(ballast);
                    KilledWorkerTest.assertEnded(plant.awaitEnd());
                    assertEquals(expected, plant.verifiedResults());
                    Thread.sleep(2500);
                    plant.startSweep("storage-sweep", Leftovers.eager(false));
                    plant.awaitSweep("storage-sweep");
                    assertEquals(
                            0,
                            plant.count(
                                    "select count(*) from artifacts where state in ('UPLOADING', 'DELETE_PENDING')"));
                    assertEquals(List.of(), plant.findings(Instant.now().plus(Duration.ofHours(2))));
                    assertEquals(expected, plant.verifiedResults());
                } finally {
                    worker.stop();
                }
            }
        } finally {
            run("umount", disk.toString());
            try (var files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void fill(Path file) throws IOException {
        long room = Files.getFileStore(file.getParent()).getUsableSpace();
        Files.write(file, new byte[Math.toIntExact(Math.max(0, room - 4096))]);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
