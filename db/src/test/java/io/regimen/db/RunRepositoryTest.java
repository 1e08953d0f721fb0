package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabase.Extension.class)
class RunRepositoryTest {
    private final TestDatabase database;
    private final RunRepository runs;

    RunRepositoryTest(TestDatabase database) {
        this.database = database;
        this.runs = database.get(RunRepository.class);
    }

    @Test
    void add_sameKey_keepsTheFirst() {
        RunRepository.Run first = database.run("1", "one");
        RunRepository.Run second = database.run("1", "two");

        assertEquals(first, second);
        assertEquals("one", second.owner());
        assertEquals(1, database.number("select count(*) from training_runs"));
        assertEquals(
                "ridge EURUSD 4 10",
                database.text("select model_type || ' ' || symbol || ' ' || horizon || ' ' "
                        + "|| (model_hyperparams ->> 'lambda') from training_runs"));
    }

    @Test
    void add_sameKeyByManyAtOnce_makesOneRow() throws Exception {
        List<Callable<RunRepository.Run>> claims = IntStream.range(0, 16)
                .<Callable<RunRepository.Run>>mapToObj(i -> () -> database.run("1", "owner " + i))
                .toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            RunRepository.Run row = null;
            for (Future<RunRepository.Run> claim : threads.invokeAll(claims)) {
                row = row == null ? claim.get() : row;
                assertEquals(row, claim.get());
            }
        }
        assertEquals(1, database.number("select count(*) from training_runs"));
    }

    @Test
    void raiseFence_onlyTheOwnerOfARunningRunMay() {
        long id = database.run("1", "owner").id();

        assertEquals(0, runs.raiseFence(id, "another"));
        assertEquals(1, runs.raiseFence(id, "owner"));
        assertEquals(1, fence(id));
        runs.end(id, "completed", null, null);
        assertEquals(0, runs.raiseFence(id, "owner"));
        assertEquals(1, fence(id));
    }

    @Test
    void writes_underAnOldFence_changeNothing() {
        long id = database.run("1", "owner").id();
        runs.raiseFence(id, "owner");
        runs.raiseFence(id, "owner");

        assertEquals(0, runs.recordModel(id, 1, "old", "models/old", 1, 1, 1, 1, "{}"));
        assertEquals(0, runs.recordBacktests(id, 1, 1, 1, 131, "[]", true));
        assertTrue(runs.sharedWhileRunning(id, 1).isEmpty());
        assertEquals("null", database.text("select model_sha256 from training_runs"));
        assertEquals("null", database.text("select distinct_streams from training_runs"));

        assertEquals(1, runs.recordModel(id, 2, "new", "models/new", 1, 1, 1, 1, "{}"));
        assertEquals(1, runs.recordBacktests(id, 2, 1, 1, 131, "[]", null));
        assertTrue(runs.sharedWhileRunning(id, 2).isPresent());
        assertEquals("new", runs.byId(id).orElseThrow().modelSha256());
    }

    @Test
    void takeOver_endsTheRightsOfTheOwnerBefore() {
        long id = database.run("1", "first").id();
        runs.raiseFence(id, "first");
        runs.end(id, "failed", "ERROR", "boom");

        assertEquals(1, runs.takeOver(id, "second", "{\"version\": 2}", "other"));
        assertEquals(0, runs.raiseFence(id, "first"));
        assertEquals(1, runs.raiseFence(id, "second"));
        assertEquals(0, runs.recordModel(id, 1, "late", "models/late", 1, 1, 1, 1, "{}"));
        RunRepository.Run run = runs.byId(id).orElseThrow();
        assertEquals("running", run.status());
        assertEquals("other", run.evaluationHash());
        assertFalse(run.judged());
        assertEquals("null", database.text("select error_message from training_runs"));
    }

    @Test
    void end_aRunThatEnded_keepsItsState() {
        long id = database.run("1", "owner").id();

        assertEquals(1, runs.end(id, "completed", null, null));
        assertEquals(0, runs.end(id, "failed", "ERROR", "too late"));
        assertEquals("completed", runs.byId(id).orElseThrow().status());
    }

    @Test
    void refreshLeads_tellsWhatIsLedAndKept() {
        long id = database.runWithFile("1");
        database.lead("calm_ranging", id, 1);
        database.lead("bull_trending", id, 1);

        runs.refreshLeads(id);
        assertEquals(
                "[\"bull_trending\", \"calm_ranging\"]",
                runs.byId(id).orElseThrow().bestRegimes());
        assertTrue(runs.byId(id).orElseThrow().isModelKept());

        database.execute("delete from regime_best_models");
        runs.refreshLeads(id);
        assertEquals("[]", runs.byId(id).orElseThrow().bestRegimes());
        assertFalse(runs.byId(id).orElseThrow().isModelKept());
    }

    private int fence(long id) {
        return runs.byId(id).orElseThrow().fence();
    }
}
