package io.regimen.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.api.TestApi.Answer;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checking, starting and controlling grids. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GridsTest {
    private TestApi api;

    @BeforeAll
    void start() throws IOException, SQLException {
        api = new TestApi();
    }

    @AfterAll
    void stop() throws IOException {
        api.close();
    }

    @Test
    void validate_countsCells() {
        JsonNode answer =
                api.post("/api/grids/validate", TestApi.REQUEST.formatted("v")).json();

        assertEquals(
                "{\"valid\":true,\"cells\":4,\"inference\":[{\"horizons\":[1],\"configurations\":45,\"distinct\":43},"
                        + "{\"horizons\":[4],\"configurations\":135,\"distinct\":131}],\"problems\":[]}",
                answer.toString());
    }

    @Test
    void validate_inference_isSizedOrRefusedByField() {
        String valid = TestApi.REQUEST.formatted("v").replace("\"seed\"", """
                "inference": {"ensemble_methods": ["weighted"], "confidence_method": "blend"}, "seed\"""");
        assertEquals(
                "[{\"horizons\":[1],\"configurations\":15,\"distinct\":15},"
                        + "{\"horizons\":[4],\"configurations\":45,\"distinct\":45}]",
                api.post("/api/grids/validate", valid).json().at("/inference").toString());

        JsonNode refused = api.post(
                        "/api/grids/validate",
                        valid.replace("\"blend\"", "\"rank\", \"lookback\": [3], \"confidence_thresholds\": [1.5]"))
                .json();
        assertEquals("[]", refused.at("/inference").toString());
        assertEquals(
                "[\"inference.lookback\", \"inference.confidence_thresholds\"]",
                refused.at("/problems").findValues("field").toString());

        Answer unreadable = api.post("/api/grids/validate", valid.replace("\"blend\"", "\"loud\""));
        assertEquals(400, unreadable.status());
        assertEquals("inference.confidence_method", unreadable.text("/problems/0/field"));
        assertEquals("is not one of rank, blend, probability", unreadable.text("/problems/0/message"));
    }

    @Test
    void validate_reportsEveryProblemWithItsHint() {
        JsonNode answer = api.post(
                        "/api/grids/validate",
                        TestApi.REQUEST
                                .formatted("a b")
                                .replace("\"seed\"", "\"horizonz\": [2], \"retry_of\": 4, \"seed\""))
                .json();

        assertFalse(answer.at("/valid").booleanValue());
        assertEquals(
                "[\"name\", \"horizonz\", \"retry_of\"]",
                answer.at("/problems").findValues("field").toString());
        assertTrue(answer.at("/problems/1/hint").textValue().contains("spelling"));
    }

    @Test
    void estimate_restsOnMeasuredRunsAndLeavesOutWhatIsTrained() {
        JsonNode answer = api.post(
                        "/api/grids/estimate",
                        TestApi.REQUEST.formatted("e").replace("\"xgboost\"", "\"xgboost\", \"zero\""))
                .json();

        assertEquals(6, answer.at("/cells").intValue());
        assertEquals(0, answer.at("/already_trained").intValue());
        // half of the cells have horizon 1
        assertEquals(3 * 45 + 3 * 135, answer.at("/inference_backtests").intValue());
        assertEquals(2 * 0.8 + 2 * 2.6 + 2 * 0.2, answer.at("/seconds").doubleValue(), 1e-9);
        assertEquals(
                "mean of 2 ridge runs; mean of 1 xgboost run; no history yet: assuming 0.2 s per zero cell",
                answer.at("/basis").textValue());
    }

    @Test
    void estimate_ofAnInvalidRequestIsRefused() {
        Answer answer = api.post("/api/grids/estimate", "{\"name\": \"x\"}");

        assertEquals(422, answer.status());
        assertEquals("model_types", answer.text("/problems/0/field"));
    }

    @Test
    void start_runsTheWorkflowAndRefusesASecondOne() {
        Answer started = api.post("/api/grids", TestApi.REQUEST.formatted("s1"));

        assertEquals(201, started.status(), started.response().body());
        assertEquals("/api/grids/s1", started.header("Location"));
        assertEquals("grid-s1", started.text("/workflow_id"));
        assertEquals(
                "[45, 135]",
                started.json().at("/inference").findValues("configurations").toString());
        assertEquals(
                "http://localhost:8233/namespaces/default/workflows/grid-s1/" + started.text("/run_id") + "/history",
                started.text("/web_ui"));
        assertEquals("run retry_of=null created_by=api", api.told("s1"));
        Answer second = api.post("/api/grids", TestApi.REQUEST.formatted("s1"));
        assertEquals("409 Grid s1 is running: watch or cancel it, or choose another name", status(second));
        assertEquals("planning", api.get("/api/grids/s1").text("/status"));
    }

    @Test
    void start_ofAnInvalidRequestStartsNothing() {
        Answer answer = api.post("/api/grids", TestApi.REQUEST.formatted("s2").replace("200", "-1"));

        assertEquals(422, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertEquals("days_history[0]", answer.text("/problems/0/field"));
        assertEquals(404, api.get("/api/grids/s2").status());
    }

    @Test
    void controls_reachTheWorkflow() {
        api.post("/api/grids", TestApi.REQUEST.formatted("c1"));

        assertEquals(202, api.post("/api/grids/c1/pause", "{}").status());
        assertEquals(202, api.post("/api/grids/c1/resume", "").status());
        assertEquals(
                202, api.post("/api/grids/c1/skip", "{\"indices\": [3, 5]}").status());
        assertEquals(202, api.post("/api/grids/c1/retry-failed", "{}").status());
        assertEquals("run retry_of=null created_by=api; pause; resume; skip [3, 5]; retryFailed", api.told("c1"));
    }

    @Test
    void window_isSetAndTheOneBeforeReturned() {
        api.post("/api/grids", TestApi.REQUEST.formatted("w1"));

        Answer answer = api.post("/api/grids/w1/window", "{\"window\": 8}");

        assertEquals(200, answer.status(), answer.response().body());
        assertEquals(4, answer.json().at("/previous").intValue());
        assertEquals(
                8,
                api.post("/api/grids/w1/window", "{\"window\": 2}")
                        .json()
                        .at("/previous")
                        .intValue());
        assertEquals(400, api.post("/api/grids/w1/window", "{\"window\": 0}").status());
        assertEquals(400, api.post("/api/grids/w1/window", "{}").status());
        assertEquals(
                "409 The grid refused the window: 13 brings bad luck",
                status(api.post("/api/grids/w1/window", "{\"window\": 13}")));
    }

    @Test
    void cancel_endsTheWorkflow() throws Exception {
        api.post("/api/grids", TestApi.REQUEST.formatted("x1"));

        assertEquals(202, api.post("/api/grids/x1/cancel", "{}").status());
        awaitEnd("x1");
        assertEquals("cancelled", api.get("/api/grids/x1").text("/status"));
        assertEquals("409 Grid x1 is not running", status(api.post("/api/grids/x1/cancel", "{}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "cancel", "skip", "window", "retry-failed"})
    void control_ofAGridThatHasEndedOrNeverWas(String action) throws Exception {
        String name = "ended-" + action;
        String body = "{\"window\": 8, \"indices\": [1]}";
        api.post("/api/grids", TestApi.REQUEST.formatted(name));
        api.post("/api/grids/" + name + "/skip", "{\"indices\": [999]}");
        awaitEnd(name);

        assertEquals(
                "409 Grid " + name + " is not running", status(api.post("/api/grids/" + name + "/" + action, body)));
        assertEquals(404, api.post("/api/grids/nothing/" + action, body).status());
    }

    @Test
    void control_ofAnOldExecutionDoesNotReachTheNewOne() {
        assertEquals(
                "409 Execution 1 of grid alpha has ended and a newer one has its name; use the name",
                status(api.post("/api/grids/1/pause", "{}")));
        assertEquals(
                "409 Grid alpha is not running: it is running",
                status(api.post("/api/grids/2/pause", "{}")).replace("completed", "running"));
    }

    @Test
    void retryFailed_startsAnEndedGridAgainWithItsStoredRequest() throws Exception {
        assertEquals(202, api.post("/api/grids/beta_1/retry-failed", "{}").status());

        assertEquals("run retry_of=3 created_by=cli", api.told("beta_1"));
        assertEquals("planning", api.get("/api/grids/beta_1").text("/status"));
        assertEquals("completed", api.get("/api/grids/3").text("/status"));
        api.post("/api/grids/beta_1/skip", "{\"indices\": [999]}");
        awaitEnd("beta_1");
    }

    @Test
    void grid_showsCountsReasonsAndWhatItsWorkflowFailedOf() throws Exception {
        JsonNode beta = api.get("/api/grids/3").json();
        assertEquals(3, beta.at("/failed").intValue());
        assertEquals("too few bars", beta.at("/reasons/0/reason").textValue());
        assertEquals("ridge", beta.at("/config_grid/model_types/0").textValue());

        api.post("/api/grids", TestApi.REQUEST.formatted("f1").replace("\"seed\": 7", "\"seed\": 666"));
        awaitEnd("f1");
        JsonNode failed = api.get("/api/grids/f1").json();
        assertEquals("failed", failed.at("/status").textValue());
        assertEquals(
                "no bars of GBPUSD/1h: import some",
                failed.at("/workflow/failure").textValue());
    }

    private void awaitEnd(String name) throws Exception {
        WorkflowStub stub = api.client().newUntypedWorkflowStub("grid-" + name);
        stub.getResultAsync(20, TimeUnit.SECONDS, Object.class)
                .handle((result, failure) -> true)
                .get();
    }

    private static String status(Answer answer) {
        return answer.status() + " " + answer.text("/detail");
    }
}
