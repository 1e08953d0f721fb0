package io.regimen.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.api.TestApi.Answer;
import io.regimen.workflows.RejudgeWorkflow;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judging again by API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RejudgementsTest {
    private static final String REQUEST = """
            {"name": "%s", "market": "EUR/USD/1H", "inference": {"confidence_thresholds": [0.5]}}""";

    private TestApi api;

    @BeforeAll
    void start() throws IOException, SQLException {
        api = new TestApi();
        try (var connection = api.postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into rejudgements (uuid, name, workflow_id, request, total, status, created_by, completed_at)
                    values ('j1', 'done', 'rejudge-done', '{"leaders": true}', 3, 'completed', 'cli', now());
                    insert into rejudgement_runs (rejudgement_id, position, training_run_id, config_hash,
                                                  evaluation_hash, evaluation, label, status, reason)
                    values (1, 0, 1, 'h1', 'e2', '{}', 'ridge', 'judged', null),
                           (1, 1, 2, 'h2', 'e2', '{}', 'ridge', 'refused', 'its model file was deleted'),
                           (1, 2, 3, 'h3', 'e2', '{}', 'xgboost', 'already_judged', null);
                    insert into run_evaluations (training_run_id, evaluation_hash, evaluation, origin, status, owner)
                    values (1, 'e2', '{}', 'rejudgement', 'running', 'rejudge-done');
                    insert into inference_backtests (id, training_run_id, evaluation_hash, config_index, prediction_method,
                        ensemble_method, confidence_threshold, lookback_window, stream_hash, bars, trades,
                        validation_trades, validation_metrics, regime_metrics)
                    overriding system value
                    values (50, 1, 'e2', 0, 'direct', 'mean', 0.5, 50, 's', 200, 7, 30, '{}', '{}')""");
        }
    }

    @AfterAll
    void stop() throws IOException {
        api.close();
    }

    @Test
    void start_runsTheWorkflowAndRefusesASecondOne_untilItIsCancelled() {
        Answer started = api.post("/api/rejudgements", REQUEST.formatted("r1"));

        assertEquals(201, started.status(), started.response().body());
        assertEquals("/api/rejudgements/r1", started.header("Location"));
        assertEquals("rejudge-r1", started.text("/workflow_id"));
        assertEquals(
                "api",
                api.client()
                        .newWorkflowStub(RejudgeWorkflow.class, "rejudge-r1")
                        .progress()
                        .state());
        Answer second = api.post("/api/rejudgements", REQUEST.formatted("r1"));
        assertEquals(409, second.status());
        assertTrue(second.text("/detail").contains("r1 is running"), second.text("/detail"));
        assertEquals("planning", api.get("/api/rejudgements/r1").text("/status"));
        assertEquals(202, api.post("/api/rejudgements/r1/cancel", "{}").status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"name": "b1"}                                                 | 422 application/problem+json inference
            {"name": "b1", "inference": {}, "market": "EURUSD"}            | 422 application/problem+json market
            {"name": "b1", "inference": {}, "colour": "red"}               | 422 application/problem+json colour
            {"name": "b1", "inference": {}, "runs": "all"}                 | 400 application/problem+json runs
            {"name": "b1", "inference": {}, "model_type": "oracle"}        | 400 application/problem+json model_type
            """)
    void start_ofAnInvalidRequest_namesTheFieldAndStartsNothing(String body, String expected) {
        assertEquals(expected, api.post("/api/rejudgements", body).problem());
        assertEquals(404, api.get("/api/rejudgements/b1").status());
    }

    @Test
    void estimate_countsRunsWithAModelAndTheirBacktests_andStartsNothing() {
        JsonNode answer =
                api.post("/api/rejudgements/estimate", REQUEST.formatted("e1")).json();

        assertEquals(3, answer.at("/runs").intValue());
        assertEquals(1, answer.at("/refused").intValue(), "run 2 has no file");
        assertEquals(2, answer.at("/to_judge").intValue());
        // run 1 has a horizon of one bar, where all prediction methods are one
        assertEquals(9 + 27, answer.at("/backtests").intValue());
        assertEquals(
                "[9, 27]", answer.at("/inference").findValues("configurations").toString());
        assertEquals(9 * 0.4 / 3 + 27 * 0.6, answer.at("/seconds").doubleValue(), 1e-9);
        assertEquals(
                "measured on 3 ridge backtests; measured on 1 xgboost backtest",
                answer.at("/basis").textValue());
        assertEquals(404, api.get("/api/rejudgements/e1").status());
    }

    @Test
    void estimate_underTheTermsOfBefore_hasNothingToJudge() {
        JsonNode answer = api.post("/api/rejudgements/estimate", """
                        {"name": "e2", "market": "EURUSD/1h", "inference": {}}""").json();

        assertEquals(3, answer.at("/already_judged").intValue());
        assertEquals(0, answer.at("/to_judge").intValue());
        assertEquals(0, answer.at("/seconds").doubleValue());
        assertEquals("there is nothing to judge", answer.at("/basis").textValue());
    }

    @Test
    void estimate_ofRunsThatDoNotExist_saysSo() {
        Answer answer = api.post("/api/rejudgements/estimate", """
                {"name": "e3", "runs": [1, 666, 77], "inference": {}}""");

        assertEquals(422, answer.status());
        assertEquals(
                "runs: runs [77, 666] do not exist or are excluded by the other filters."
                        + " `deploy/regimen runs` lists the ids.",
                answer.text("/detail"));
    }

    @Test
    void one_thatCouldNotBePlanned_saysWhy() {
        api.post("/api/rejudgements", """
                {"name": "r666", "runs": [666], "inference": {}}""");
        Answer answer = api.get("/api/rejudgements/r666");
        for (int i = 0; i < 100 && answer.text("/status").equals("planning"); i++) {
            answer = api.get("/api/rejudgements/r666");
        }

        assertEquals("failed", answer.text("/status"));
        assertEquals("runs: run [666] does not exist", answer.text("/workflow/failure"));
    }

    @Test
    void one_hasItsCountsAndWhatWasNotJudged() {
        JsonNode done = api.get("/api/rejudgements/done").json();

        assertEquals("completed", done.path("status").textValue());
        assertEquals(1, done.path("judged").intValue());
        assertEquals(1, done.path("already_judged").intValue());
        assertEquals(1, done.path("not_judged").size());
        assertEquals("h2", done.at("/not_judged/0/config_hash").textValue());
        assertEquals(
                3, api.get("/api/rejudgements/done/runs").json().path("total").intValue());
        assertEquals(
                "3",
                api.get("/api/rejudgements/done/runs?status=already_judged").text("/items/0/training_run_id"));
        assertEquals("done", api.get("/api/rejudgements").text("/items/0/name"));
    }

    @Test
    void run_listsItsEvaluations_andItsBacktestsAreThoseOfTheCurrentOne() {
        JsonNode evaluations = api.get("/api/runs/1").json().path("evaluations");

        assertEquals(2, evaluations.size());
        assertTrue(evaluations.at("/0/is_current").booleanValue());
        assertEquals("[\"trend_up\"]", evaluations.at("/0/leads").toString());
        assertEquals("running", evaluations.at("/1/status").textValue());
        assertEquals(3, api.get("/api/runs/1/backtests").json().size());
        assertEquals("7", api.get("/api/runs/1/backtests?evaluation=e2").text("/0/trades"));
        assertEquals(404, api.get("/api/runs/1/backtests?evaluation=e3").status());
    }
}
