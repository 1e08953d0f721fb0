package io.regimen.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.db.EvaluationRepository.RunEvaluation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run under more than one evaluation. */
@ExtendWith(TestDatabase.Extension.class)
class EvaluationRepositoryTest {
    private static final String OTHER = "other";

    private final TestDatabase database;
    private final EvaluationRepository evaluations;
    private final LeaderRepository leaders;
    private final ArtifactRepository artifacts;
    private final RunRepository runs;

    EvaluationRepositoryTest(TestDatabase database) {
        this.database = database;
        this.evaluations = database.get(EvaluationRepository.class);
        this.leaders = database.get(LeaderRepository.class);
        this.artifacts = database.get(ArtifactRepository.class);
        this.runs = database.get(RunRepository.class);
    }

    @Test
    void addBacktests_ofAnotherEvaluation_standBesideTheFirst() {
        long run = database.runWithFile("1");
        add(run, OTHER, 2);

        assertEquals(3, runs.countBacktests(run));
        assertEquals(2, evaluations.deleteBacktests(run, OTHER));
        assertEquals(1, runs.countBacktests(run));
    }

    @Test
    void begin_again_raisesTheFence_andAnEarlierAttemptWritesNothing() {
        long run = database.runWithFile("1");
        assertEquals(1, evaluations.begin(run, OTHER, "{}", "rejudge-a", "model"));
        assertEquals(1, evaluations.begin(run, OTHER, "{}", "rejudge-b", "model"));

        assertEquals(
                new RunEvaluation(run, OTHER, "running", "rejudge-b", 2, "model"),
                evaluations.find(run, OTHER).orElseThrow());
        assertTrue(evaluations.sharedWhileRunning(run, OTHER, 1).isEmpty());
        assertTrue(evaluations.sharedWhileRunning(run, OTHER, 2).isPresent());
        assertEquals(0, evaluations.recordBacktests(run, OTHER, 1, 1, 1, 9, "[]", true));
        assertEquals(1, evaluations.recordBacktests(run, OTHER, 2, 1, 1, 9, "[]", true));
    }

    @Test
    void begin_whatIsCompleted_changesNothing() {
        long run = database.runWithFile("1");
        assertEquals(1, evaluations.addTrained(run));
        assertEquals(0, evaluations.addTrained(run));

        assertEquals(0, evaluations.begin(run, "evaluation", "{}", "rejudge-a", "model"));
        assertEquals(
                "completed", evaluations.find(run, "evaluation").orElseThrow().status());
        assertEquals(List.of(run), evaluations.judgedUnder("evaluation", "{" + run + ",99}"));
        assertEquals(List.of(), evaluations.judgedUnder(OTHER, "{" + run + "}"));
    }

    @Test
    void giveUp_whileTheRunIsJudgedAgain_keepsTheFile() {
        long run = database.runWithFile("1");
        evaluations.begin(run, OTHER, "{}", "rejudge-a", "model");

        assertEquals(0, artifacts.giveUp(run));
        evaluations.end(run, OTHER, "failed", "ERROR", "boom");
        assertEquals(1, artifacts.giveUp(run));
    }

    @Test
    void showEvaluation_theRunsRowShowsIt_andTheHistoryKeepsBoth() {
        long run = database.runWithFile("1");
        evaluations.addTrained(run);
        evaluations.begin(run, OTHER, "{\"version\": 9}", "rejudge-a", "model");
        add(run, OTHER, 3);
        evaluations.recordBacktests(run, OTHER, 1, 1, 1, 7, "[]", true);
        evaluations.end(run, OTHER, "completed", null, null);
        runs.showEvaluation(run, OTHER);
        database.lead("calm_ranging", run, 1);

        RunQueries queries = database.get(RunQueries.class);
        RunView shown = queries.byId(run).orElseThrow();
        assertEquals(OTHER, shown.evaluationHash());
        assertEquals(7, shown.distinctStreams());
        assertEquals(2.5, shown.bestSharpe(), "the third configuration of the new evaluation");
        List<EvaluationView> history = queries.evaluations(run);
        assertEquals(
                List.of("training", "rejudgement"),
                history.stream().map(EvaluationView::origin).toList());
        assertFalse(history.getFirst().isCurrent());
        assertTrue(history.getLast().isCurrent());
        assertEquals(
                List.of(1L, 3L), history.stream().map(EvaluationView::backtests).toList());
        assertEquals("[\"calm_ranging\"]", history.getFirst().leads().toString());
        assertEquals("[]", history.getLast().leads().toString());
        assertEquals(
                1,
                queries.backtests(run, "evaluation", BacktestSort.SHARPE, true).size());
    }

    @Test
    void leader_knowsItsEvaluation() {
        long run = database.runWithFile("1");
        database.lead("calm_ranging", run, 1);

        assertEquals("1".repeat(64) + "/evaluation", leaders.all().getFirst().key());
        assertEquals(List.of("calm_ranging"), leaders.leads(run, "evaluation"));
        assertEquals(List.of(), leaders.leads(run, OTHER));
    }

    @Test
    void config_isThatOfTheRun() throws Exception {
        long run = database.runWithFile("1");
        var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(runs.config(run));

        assertEquals(11, json.size());
        assertEquals(10, json.at("/model_params/lambda").intValue());
        assertEquals("ridge", json.path("model_type").textValue());
    }

    private void add(long run, String evaluation, int count) {
        database.inTransaction(() -> {
            database.get(BatchWriter.class)
                    .addBacktests(
                            run,
                            evaluation,
                            java.util.stream.IntStream.range(0, count)
                                    .mapToObj(TestDatabase::backtest)
                                    .toList());
            return null;
        });
    }
}
