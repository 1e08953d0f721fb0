package io.regimen.deploy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.local.AppProcess;
import io.regimen.deploy.local.TestHome;
import io.regimen.workflows.StorageCheckKind;
import io.regimen.workflows.StorageCheckReport;
import io.regimen.workflows.SweepReport;
import io.regimen.workflows.SweepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files after faults: what leads is there, nothing else is, and the audit has a row for each that went. */
@Tag("fault")
@ExtendWith(PlantExtension.class)
class SweepTest {
    private final Plants plants;
    private final Plant plant;
    private @Nullable AppProcess worker;
    private List<String> expected = List.of();

    SweepTest(Plants plants) {
        this.plants = plants;
        this.plant = plants.plant();
    }

    @BeforeEach
    void trained() {
        plant.reset();
        worker = plant.worker("worker-cpu", "");
        plant.startGrid(Plant.request());
        plant.awaitEnd();
        expected = plant.verifiedResults();
    }

    @AfterEach
    void stop() {
        if (worker != null) {
            worker.stop();
        }
    }

    private static final Duration BEYOND_GRACE = Duration.ofHours(2);

    private void assertSwept() {
        assertEquals(List.of(), plant.findings(Instant.now().plus(BEYOND_GRACE)));
        assertEquals(expected, plant.verifiedResults());
        assertEquals(Leftovers.leading(plant), Leftovers.objects(plant));
        assertEquals(
                plant.count(
                        "select count(*) from artifacts where state = 'DELETED' and object_key not like '%DELETED%'"),
                plant.count("select count(*) from audit where action = 'file.deleted'"),
                "each deletion is audited once");
    }

    @Test
    void sweep_dryRun_saysWhatItWouldDo_andTheSweepDoesIt() {
        Leftovers.lay(plant, 3);
        SortedSet<String> before = Leftovers.objects(plant);
        plant.startSweep("storage-sweep", Leftovers.eager(true));
        SweepReport dry = plant.awaitSweep("storage-sweep");
        assertEquals(before, Leftovers.objects(plant));
        assertEquals(
                List.of(9L, 7L, 3L),
                List.of(files(dry, "object.deleted"), files(dry, "file.given_up"), files(dry, "file.deleted")),
                dry::toString);
        assertTrue(
                dry.actions().stream()
                        .anyMatch(a -> a.kind().equals("features") && a.reason().equals("unused")),
                dry::toString);

        plant.startSweep("storage-sweep", Leftovers.eager(false));
        SweepReport done = plant.awaitSweep("storage-sweep");
        assertEquals(before.size(), done.objects());
        assertEquals(9, files(done, "object.deleted"));
        assertEquals(7, files(done, "file.given_up"));
        assertEquals(10, files(done, "file.deleted"));
        assertSwept();
        assertEquals(
                2,
                plant.count("select count(*) from storage_jobs where kind = 'sweep' and status = 'completed'"
                        + " and workflow_id = 'storage-sweep'"));
    }

    private static long files(SweepReport report, String action) {
        return report.actions().stream()
                .filter(a -> a.action().equals(action))
                .mapToLong(a -> a.files())
                .sum();
    }

    @Test
    void sweep_twiceAtOnce_eachFileIsDeletedAndAuditedOnce() {
        Leftovers.lay(plant, 120);
        plant.startSweep("storage-sweep", Leftovers.eager(false));
        plant.startSweep("storage-sweep-two", Leftovers.eager(false));
        plant.awaitSweep("storage-sweep");
        plant.awaitSweep("storage-sweep-two");
        plant.startSweep("storage-sweep", Leftovers.eager(false));
        plant.awaitSweep("storage-sweep");
        assertSwept();
    }

    @Test
    void leadersFile_goneAndDamaged_isFoundMarkedAndMadeAnew() {
        List<String> keys = List.copyOf(Leftovers.leading(plant));
        plant.objects().delete(keys.getFirst());
        plant.startSweep("storage-sweep", SweepRequest.defaults("test"));
        SweepReport swept = plant.awaitSweep("storage-sweep");
        assertEquals(1, files(swept, "file.missing"));
        assertTrue(
                plant.findings(Instant.now()).stream().anyMatch(f -> f.what().contains("in state MISSING")),
                "verify says so");
        assertEquals(1, plant.check(StorageCheckKind.VERIFY).bad());

        if (keys.size() > 1) {
            plant.objects().put(keys.get(1), new byte[] {1, 2, 3});
            StorageCheckReport report = plant.check(StorageCheckKind.VERIFY);
            assertEquals(2, report.bad());
            assertTrue(report.findings().stream().allMatch(f -> f.configHash() != null), report::toString);
        }
        StorageCheckReport made = plant.check(StorageCheckKind.RETRAIN);
        assertEquals(0, made.bad(), made::toString);
        assertEquals(Math.min(2, keys.size()), made.files());
        assertEquals(0, plant.check(StorageCheckKind.VERIFY).bad());
        assertEquals(expected, plant.verifiedResults());
        StorageCheckReport restored = plant.check(StorageCheckKind.RESTORE_CHECK);
        assertEquals(0, restored.bad(), restored::toString);
        assertEquals(keys.size(), restored.files());
    }

    /** The worker dies at a place of the sweep; another carries on when Temporal notices. */
    @Tag("slow-fault")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "after_store_page",
                "before_orphan_deleted",
                "after_orphan_deleted",
                "after_give_up",
                "after_delete_claimed",
                "after_object_deleted",
                "after_deleted"
            })
    void kill_inASweep_isMadeGoodByTheNextAttempt(String place) {
        stop();
        Leftovers.lay(plant, 20);
        AppProcess doomed = plant.worker("worker-cpu", "kill:" + place + ":0");
        plant.startSweep("storage-sweep", Leftovers.eager(false));
        Plant.await("the worker dies at " + place, () -> doomed.running().isEmpty());
        worker = plant.worker("worker-cpu", "");
        plant.awaitSweep("storage-sweep");
        assertSwept();
    }

    /** The worker dies while the end of a cell deletes what its run displaced. */
    @Tag("slow-fault")
    @ParameterizedTest
    @ValueSource(strings = {"after_delete_claimed", "after_object_deleted", "after_deleted"})
    void kill_inTheDeletionOfACell_changesNoResult(String place) {
        stop();
        List<String> undisturbed = plants.undisturbed();
        plant.reset();
        AppProcess doomed = plant.worker("worker-cpu", "kill:" + place + ":0");
        plant.startGrid(Plant.request());
        Plant.await("the worker dies at " + place, () -> doomed.running().isEmpty());
        worker = plant.worker("worker-cpu", "");
        KilledWorkerTest.assertEnded(plant.awaitEnd());
        assertEquals(undisturbed, plant.verifiedResults());
        assertEquals(
                plant.count("select count(*) from artifacts where state = 'DELETED'"),
                plant.count("select count(*) from audit where action = 'file.deleted'"));
    }

    @Tag("slow-fault")
    @Test
    void restartOfTheDatabase_inASweep_isMadeGood() {
        Leftovers.lay(plant, 400);
        plant.startSweep("storage-sweep", Leftovers.eager(false));
        Plant.await(
                "the sweep deletes", () -> plant.count("select count(*) from artifacts where state = 'DELETED'") > 400);
        plant.postgres().crash();
        plant.postgres().start(TestHome.silent());
        plant.awaitSweep("storage-sweep");
        assertSwept();
    }

    /** Sweeps as fast as they go while cells are judged: whatever leads at a moment is in the store at that moment. */
    @Tag("slow-fault")
    @Test
    void sweeps_racingPromotions_neverTakeALeadersFile() throws Exception {
        List<String> undisturbed = expected;
        plant.reset();
        AtomicBoolean racing = new AtomicBoolean(true);
        ConcurrentSkipListSet<String> missing = new ConcurrentSkipListSet<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<?> sweeps = threads.submit(() -> {
                for (int i = 0; racing.get(); i++) {
                    plant.startSweep("storage-sweep-" + i % 2, new SweepRequest(false, 1, 3600, 0, "test", Map.of()));
                    plant.awaitSweep("storage-sweep-" + i % 2);
                }
            });
            Future<?> watch = threads.submit(() -> {
                while (racing.get()) {
                    for (String key : Leftovers.leading(plant)) {
                        if (!plant.objects().exists(key)
                                && Leftovers.leading(plant).contains(key)) {
                            missing.add(key);
                        }
                    }
                }
            });
            plant.startGrid(Plant.request());
            KilledWorkerTest.assertEnded(plant.awaitEnd());
            racing.set(false);
            sweeps.get();
            watch.get();
        }
        assertEquals(new TreeSet<>(), missing);
        assertEquals(undisturbed, plant.verifiedResults());
        assertFalse(Leftovers.leading(plant).isEmpty());
    }
}
