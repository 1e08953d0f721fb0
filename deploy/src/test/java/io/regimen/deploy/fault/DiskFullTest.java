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
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An object store on a file system of a few MiB, which is full when a grid begins, or in its midst, and has room again later. */
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
        onSmallDisk((plant, disk) -> {
            List<String> expected = plants.undisturbed();
            Path ballast = disk.resolve("ballast");
            fill(ballast);
            // without the check beforehand: writes fail
            AppProcess worker = plant.worker(Map.of("REGIMEN_KEEP_FREE", "0MB"));
            try {
                plant.startGrid(Plant.request());
                // features are the first that should be stored, and cannot be
                Plant.await(
                        "an upload has begun",
                        () -> plant.count("select count(*) from artifacts where state = 'UPLOADING'") >= 2);
                assertEquals(0, plant.count("select count(*) from artifacts where state = 'PRESENT'"));
                Files.delete(ballast);
                assertEndedWell(plant, expected);
            } finally {
                worker.stop();
            }
        });
    }

    @Test
    void disk_withLessThanMustStayFree_pausesTheGridUntilSomeIsFreed() throws Exception {
        onSmallDisk((plant, disk) -> {
            List<String> expected = plants.undisturbed();
            Path ballast = disk.resolve("ballast");
            AppProcess worker =
                    plant.worker(Map.of("REGIMEN_KEEP_FREE", "1MB", "REGIMEN_FAULT", "late_error:before_train:1"));
            try {
                Path faults = Files.createDirectories(plant.settings().in("faults"));
                Files.writeString(faults.resolve("healed"), "it only waits");
                plant.startGrid(Plant.request());
                Plant.await(
                        "cell 1 is about to train",
                        () -> plant.count("select count(*) from grid_cells where cell_index = 1 and status = 'running'")
                                == 1);
                fill(ballast);
                Files.writeString(faults.resolve("go"), "");
                Plant.await(
                        "the grid waits for space",
                        () -> plant.count("select count(*) from training_queue where status = 'paused'"
                                        + " and waits_for like '%REGIMEN_KEEP_FREE%'")
                                == 1);
                Files.delete(ballast);
                assertEndedWell(plant, expected);
            } finally {
                worker.stop();
            }
        });
    }

    private interface OnDisk {
        void run(Plant plant, Path disk) throws Exception;
    }

    private static void onSmallDisk(OnDisk test) throws Exception {
        Path home = Files.createTempDirectory("regimen-full-");
        Path disk = Files.createDirectories(home.resolve("store"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()),
                "a small file system cannot be mounted here: that takes root");
        try (Plant plant = new Plant(home)) {
            plant.reset();
            test.run(plant, disk);
        } finally {
            run("umount", disk.toString());
            try (var files = Files.walk(home)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void assertEndedWell(Plant plant, List<String> expected) throws InterruptedException {
        KilledWorkerTest.assertEnded(plant.awaitEnd());
        assertEquals(expected, plant.verifiedResults());
        Thread.sleep(2500);
        plant.startSweep("storage-sweep", Leftovers.eager(false));
        plant.awaitSweep("storage-sweep");
        assertEquals(0, plant.count("select count(*) from artifacts where state in ('UPLOADING', 'DELETE_PENDING')"));
        assertEquals(List.of(), plant.findings(Instant.now().plus(Duration.ofHours(2))));
        assertEquals(expected, plant.verifiedResults());
    }

    private static void fill(Path file) throws IOException {
        long room = Files.getFileStore(file.getParent()).getUsableSpace();
        Files.write(file, new byte[Math.toIntExact(Math.max(0, room - 4096))]);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
