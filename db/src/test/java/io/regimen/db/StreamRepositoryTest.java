package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.regimen.db.StreamRepository.Description;
import io.regimen.db.StreamRepository.Kept;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Position streams: shared where equal, gone with the last run that has them. */
@ExtendWith(TestDatabase.Extension.class)
class StreamRepositoryTest {
    private static final String TRAINED = "evaluation";
    private static final List<Integer> SEGMENTS = List.of(1, 2, 30, 34, 60);

    private final TestDatabase database;
    private final StreamRepository streams;
    private final EvaluationRepository evaluations;

    StreamRepositoryTest(TestDatabase database) {
        this.database = database;
        this.streams = database.get(StreamRepository.class);
        this.evaluations = database.get(EvaluationRepository.class);
    }

    @Test
    void add_equalLadders_areStoredOnce_andComeBackInTheirOrder() {
        long run = database.runWithFile("1");
        add(run, TRAINED, "all", "b", "a", "b");
        add(run, "other", "all", "a");
        add(run, "other", "all", "c");

        List<StoredLadder> back = streams.ladders(run, TRAINED);
        assertEquals(
                List.of(hash("b"), hash("a"), hash("b")),
                back.stream().map(StoredLadder::hash).toList());
        assertArrayEquals(new byte[] {'a', 7}, back.get(1).content());
        assertEquals(5, back.get(1).rawBytes());
        assertEquals(SEGMENTS, streams.segments(run, TRAINED));
        assertEquals(List.of(), streams.segments(run, "none"));
        // 2 x 9 configurations on 10 bars of a quarter of a byte; what was added twice counts once
        assertEquals(new KeptStreamsStats(1, 18, 14, 54, 2, 4, 4), streams.stats());
    }

    @Test
    void stats_ofNone_areZero() {
        assertEquals(new KeptStreamsStats(0, 0, 0, 0, 0, 0, 0), streams.stats());
    }

    @Test
    void kept_areThoseOfEvaluationsThatWereJudgedToTheEnd() {
        long run = database.runWithFile("1");
        evaluations.addTrained(run);
        evaluations.begin(run, "other", "{}", "rejudge-a", "model");
        add(run, TRAINED, "all", "a");
        add(run, "other", "all", "a");

        assertEquals(List.of(new Kept(run, TRAINED, "{}")), streams.kept("{" + run + ",77}"));
        assertEquals(
                List.of(0),
                streams.positions(run, TRAINED).stream()
                        .map(StreamRepository.Positions::configIndex)
                        .toList());
    }

    @Test
    void release_leavesWhatLeadsOrLed_andWhatIsKeptAnyway() {
        long leads = database.runWithFile("1");
        long led = database.runWithFile("2");
        long lost = database.runWithFile("3");
        long all = database.runWithFile("4");
        database.lead("calm_ranging", leads, 1);
        database.promotion(led, TRAINED, "PROMOTED", null);
        database.promotion(lost, TRAINED, "NOT_BETTER", null);
        database.promotion(all, TRAINED, "NOT_BETTER", null);
        for (long run : List.of(leads, led, lost)) {
            add(run, TRAINED, "leaders", "a", "only" + run);
        }
        add(all, TRAINED, "all", "a");

        assertEquals(0, streams.release(leads));
        assertEquals(0, streams.release(led));
        assertEquals(1, streams.release(lost));
        assertEquals(0, streams.release(lost));
        assertEquals(0, streams.release(all));
        assertEquals(List.of(), streams.ladders(lost, TRAINED));
        assertEquals(3, streams.stats().ladders(), "what another run has too stays");
    }

    @Test
    void deleteBacktests_takesTheStreamsOfTheirEvaluation() {
        long run = database.runWithFile("1");
        add(run, TRAINED, "all", "a", "b");
        add(run, "other", "all", "b", "c");

        evaluations.deleteBacktests(run, "other");
        assertEquals(List.of(), streams.ladders(run, "other"));
        assertEquals(2, streams.stats().ladders());
        database.get(RunRepository.class).deleteBacktests(run);
        assertEquals(new KeptStreamsStats(0, 0, 0, 0, 0, 0, 0), streams.stats());
    }

    /** One run lets go of a ladder as another one takes it on: it is there for whoever has it. */
    @Test
    void add_whileTheLastOtherRunLetsGo_findsOrBringsTheLadder() throws Exception {
        long first = database.runWithFile("1");
        long second = database.runWithFile("2");
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 100; i++) {
                add(first, TRAINED, "all", "a", "b");
                Future<?> letsGo = threads.submit(() -> delete(first));
                Future<?> takes = threads.submit(() -> add(second, TRAINED, "all", "b", "a"));
                letsGo.get();
                takes.get();
                assertEquals(2, streams.ladders(second, TRAINED).size());
                delete(second);
                assertEquals(0, streams.stats().ladders());
            }
        }
    }

    private void delete(long run) {
        database.inTransaction(() -> evaluations.deleteBacktests(run, TRAINED));
    }

    private void add(long run, String evaluation, String keep, String... ladders) {
        List<StoredLadder> stored = java.util.Arrays.stream(ladders)
                .map(name -> new StoredLadder(hash(name), new byte[] {(byte) name.charAt(0), 7}, 5))
                .toList();
        database.inTransaction(() -> {
            streams.add(run, evaluation, new Description(keep, SEGMENTS, 9, 7, 10), stored);
            return run;
        });
    }

    private static String hash(String name) {
        return String.format(
                "%064x", new java.math.BigInteger(1, name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
