package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.db.ArtifactRepository.Artifact;
import io.regimen.db.FileBatches.By;
import io.regimen.db.FileBatches.Cutoffs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Extension.class)
class FileBatchesTest {
    private static final By SWEEP = new By("storage-sweep", 7L);

    private final TestDatabase database;
    private final FileBatches files;
    private final ArtifactRepository artifacts;

    FileBatchesTest(TestDatabase database) {
        this.database = database;
        this.files = database.get(FileBatches.class);
        this.artifacts = database.get(ArtifactRepository.class);
    }

    private Cutoffs cutoffs() {
        Instant now = database.inTransaction(files::now);
        return new Cutoffs(
                now.minus(Duration.ofHours(1)), now.minus(Duration.ofHours(6)), now.minus(Duration.ofDays(30)));
    }

    private List<Artifact> doomed() {
        return database.inTransaction(() -> files.doomed(cutoffs(), 0, 100));
    }

    private List<Artifact> giveUp(List<Long> ids) {
        return database.inTransaction(() -> files.giveUp(ids, cutoffs(), SWEEP));
    }

    private long completedWithFile(String digit) {
        long run = database.runWithFile(digit);
        database.execute("update training_runs set status = 'completed' where id = " + run);
        return run;
    }

    private long id(String key) {
        return database.number("select id from artifacts where object_key = '" + key + "'");
    }

    private String state(long id) {
        return database.text("select state from artifacts where id = " + id);
    }

    @Test
    void doomed_namesWhatNothingWantsAndWhy() {
        long leader = completedWithFile("1");
        database.lead("calm_ranging", leader, 1);
        long displaced = completedWithFile("2");
        database.promotion(displaced, "e", "FIRST", null);
        long lost = completedWithFile("3");
        database.promotion(lost, "e", "NOT_BETTER", null);
        completedWithFile("4");
        database.runWithFile("5");
        long again = completedWithFile("6");
        database.execute(
                "insert into run_evaluations (training_run_id, evaluation_hash, evaluation, origin, status, owner)"
                        + " values (" + again + ", 'e', '{}', 'rejudgement', 'running', 'w')");

        assertEquals(
                List.of("models/2 displaced", "models/3 never led", "models/4 not judged"),
                doomed().stream().map(a -> a.objectKey() + " " + a.reason()).toList());
    }

    @Test
    void doomed_uploads_byAgeAndByTheStateOfTheirRun() {
        long running = database.run("1", "w").id();
        long ended = database.run("2", "w").id();
        artifacts.announce(running, "models/1/a", "a", 1);
        artifacts.announce(running, "models/1/b", "a", 1);
        artifacts.announce(ended, "models/2/a", "a", 1);
        artifacts.announce(ended, "models/2/b", "a", 1);
        database.execute(
                "update training_runs set status = 'failed' where id = " + ended,
                "update artifacts set state_changed_at = now() - interval '2 hours' where object_key like '%/a'",
                "update artifacts set state_changed_at = now() - interval '7 hours' where object_key = 'models/1/b'");

        assertEquals(
                List.of("models/1/b upload abandoned", "models/2/a upload abandoned"),
                doomed().stream().map(a -> a.objectKey() + " " + a.reason()).toList());
    }

    @Test
    void giveUp_ofUnusedFeatures_makesTheSetForgetItsFile() {
        FeatureSetRepository sets = database.get(FeatureSetRepository.class);
        for (String name : List.of("old", "wanted", "fresh")) {
            sets.announce(name, TestDatabase.DATASET, "{}", 1, 1, 0, "features/" + name);
            artifacts.announceFeatures(name, "features/" + name, "a", 10);
            artifacts.move("features/" + name, "UPLOADING", "PRESENT");
            sets.complete(name, "features/" + name, "a", 10, 1, null);
        }
        database.run("1", "w");
        database.execute(
                "update training_runs set feature_set_hash = 'wanted'",
                "update artifacts set used_at = now() - interval '31 days' where object_key <> 'features/fresh'");

        assertEquals(List.of("features/old"), keys(doomed()));
        assertEquals(List.of("features/old"), keys(giveUp(List.of(id("features/old"), id("features/wanted")))));
        assertEquals("null", database.text("select object_key from feature_sets where hash = 'old'"));
        assertEquals("features/wanted", database.text("select object_key from feature_sets where hash = 'wanted'"));
        assertEquals(
                "unused 7 storage-sweep",
                database.text("select detail ->> 'reason' || ' ' || (detail ->> 'job') || ' ' || actor from audit"
                        + " where action = 'file.given_up'"));
    }

    private static List<String> keys(List<Artifact> files) {
        return files.stream().map(Artifact::objectKey).toList();
    }

    /** The sweep has seen a run that leads nowhere; before it gives the file up, the run is made a leader. */
    @Test
    void giveUp_ofAFileThatLeadsMeanwhile_isLeftOut() {
        long run = completedWithFile("1");
        List<Long> seen = doomed().stream().map(Artifact::id).toList();
        database.lead("calm_ranging", run, 1);

        assertEquals(List.of(), giveUp(seen));
        assertEquals("PRESENT", state(seen.getFirst()));
    }

    /** The other way round: who wants to lead with a file that is just being given up waits, and is refused. */
    @Test
    void lead_withAFileThatIsBeingGivenUp_waitsAndIsRefused() throws Exception {
        long run = completedWithFile("1");
        long file = id("models/1");
        CountDownLatch given = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<?> sweep = threads.submit(() -> database.inTransaction(() -> {
                files.giveUp(List.of(file), cutoffs(), SWEEP);
                given.countDown();
                await(go);
                return null;
            }));
            assertTrue(given.await(30, TimeUnit.SECONDS));
            Future<?> lead = threads.submit(() -> database.lead("calm_ranging", run, 1));
            while (database.number("select count(*) from pg_locks where not granted") == 0) {
                assertFalse(lead.isDone(), "waits for the sweep");
                Thread.sleep(5);
            }
            go.countDown();
            sweep.get();
            Exception refused = assertThrows(Exception.class, lead::get);
            assertTrue(String.valueOf(refused.getCause()).contains("cannot lead"), refused::toString);
        }
        assertEquals("DELETE_PENDING", state(file));
        assertEquals(0, database.number("select count(*) from regime_best_models"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void lead_withAFileThatIsNotPresent_isRefused() {
        long run = completedWithFile("1");
        for (String state : List.of("UPLOADING", "MISSING", "DAMAGED", "DELETE_PENDING", "DELETED")) {
            database.execute("update artifacts set state = '" + state + "'");
            assertThrows(RuntimeException.class, () -> database.lead("calm_ranging", run, 1), state);
        }
    }

    @Test
    void claim_isOneWorkflowsUntilItExpires() {
        long one = completedWithFile("1");
        completedWithFile("2");
        giveUp(List.of(id("models/1"), id("models/2")));

        assertEquals(2, claim("a").size());
        assertEquals(0, claim("b").size());
        assertEquals(2, claim("a").size(), "the same workflow, tried again");
        assertEquals(List.of(), database.inTransaction(() -> files.claimOf(one, "b", 10)));
        database.execute("update artifacts set claimed_at = now() - interval '11 minutes'");
        assertEquals(List.of("models/1"), keys(database.inTransaction(() -> files.claimOf(one, "b", 10))));
        assertEquals(List.of("models/1"), keys(claim("b").stream().limit(1).toList()));
    }

    private List<Artifact> claim(String workflow) {
        return database.inTransaction(() -> files.claim(workflow, 0, 10));
    }

    @Test
    void claimOf_namesOwnFilesAndThoseOfRunsThatWerePushedOut() {
        long displaced = completedWithFile("1");
        long winner = database.runWithFile("2");
        long stranger = completedWithFile("3");
        database.lead("calm_ranging", winner, 1);
        database.promotion(winner, "e", "PROMOTED", displaced);
        artifacts.giveUp(displaced);
        artifacts.giveUp(stranger);

        assertEquals(List.of("models/1"), keys(database.inTransaction(() -> files.claimOf(winner, "w", 10))));
    }

    @Test
    void deleted_saidTwice_isAuditedOnce() {
        completedWithFile("1");
        long file = id("models/1");
        giveUp(List.of(file));
        for (int i = 0; i < 2; i++) {
            database.inTransaction(() -> {
                files.deleted(List.of(file), new By("grid-x/m/3", null));
                return null;
            });
        }

        assertEquals("DELETED", state(file));
        assertEquals(1, artifacts.countDeleted());
        assertEquals(1, database.number("select count(*) from audit where action = 'file.deleted'"));
        assertEquals(
                "grid-x/m/3 artifact/" + file + " not judged",
                database.text("select actor || ' ' || subject || ' ' || (detail ->> 'reason') from audit"
                        + " where action = 'file.deleted'"));
    }

    @Test
    void seen_marksWhatHasARow_andUnseenNamesTheRest() {
        long there = completedWithFile("1");
        completedWithFile("2");
        completedWithFile("3");
        database.execute(
                "update artifacts set state = 'DELETED' where object_key = 'models/3'",
                "update artifacts set state_changed_at = now() - interval '1 minute'");
        Instant start = database.inTransaction(files::now);

        assertEquals(
                Set.of("models/1"),
                database.inTransaction(() -> files.seen(List.of("models/1", "models/3", "models/x"), start)));
        assertEquals(List.of("models/2"), keys(database.inTransaction(() -> files.unseen(start, 0, 10))));
        assertTrue(artifacts.present(there).isPresent());
    }

    @Test
    void found_marksOnceAndNeverWhatWasGivenUp() {
        completedWithFile("1");
        long file = id("models/1");
        assertTrue(found(file, "MISSING"));
        assertFalse(found(file, "MISSING"));
        assertTrue(found(file, "PRESENT"));
        giveUp(List.of(file));
        assertFalse(found(file, "MISSING"));
        assertEquals(2, database.number("select count(*) from audit where action in ('file.missing', 'file.present')"));
    }

    private boolean found(long file, String state) {
        return database.inTransaction(() -> files.found(file, state, "a test", SWEEP));
    }
}
