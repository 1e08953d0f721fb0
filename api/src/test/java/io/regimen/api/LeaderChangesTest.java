package io.regimen.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.api.TestApi.Answer;
import io.regimen.workflows.Json;
import io.regimen.workflows.leader.LeaderPolicy;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes to who leads, by API; no worker ranks anything here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LeaderChangesTest {
    private static final String CHANGE = """
            {"symbol": "EUR/USD", "timeframe": "1H", "regime": "range", "run": %d, "reason": "why"}""";

    private TestApi api;

    @BeforeAll
    void start() throws IOException, SQLException {
        api = new TestApi();
    }

    @AfterAll
    void stop() throws IOException {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({"promote", "retire", "release"})
    void change_waitsForTheWorkflow_andNormalisesTheMarket(String action) {
        Answer answer = api.post("/api/leaders/" + action, CHANGE.formatted(3));

        assertEquals(200, answer.status(), answer.response().body());
        assertEquals(action + " EURUSD 1h range api", answer.text("/sentence"));
    }

    @Test
    void change_thatIsRefused_saysWhy() {
        Answer answer = api.post("/api/leaders/promote", CHANGE.formatted(404));

        assertEquals(422, answer.status());
        assertEquals("Its file is gone", answer.text("/detail"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            retire   | {"symbol": "EURUSD", "timeframe": "1h", "regime": "range", "run": 3}                    | reason
            retire   | {"symbol": "EURUSD", "timeframe": "1h", "regime": "range", "reason": "r"}               | run
            promote  | {"symbol": "EURUSD", "timeframe": "7h", "regime": "range", "run": 3, "reason": "r"}     | timeframe
            policies | {"keep_top_n_per_regime": 0, "reason": "r"}                                   | keep_top_n_per_regime
            policies | {"min_improvement_percent": -1, "reason": "r"}                                | min_improvement_percent
            policies | {"symbol": "EURUSD", "min_trades": 5, "reason": "r"}                          | timeframe
            policies | {"min_trades": 5}                                                             | reason
            policies | {"reason": "r"}                                                               | primary_metric
            policies | {"inherit": true, "reason": "r"}                                              | inherit
            policies | {"min_trade": 5, "min_trades": 5, "reason": "r"}                              | min_trade
            """)
    void request_withAProblem_namesTheField(String path, String body, String field) {
        Answer answer = api.post("/api/leaders/" + path, body);

        assertEquals(422, answer.status(), answer.response().body());
        assertEquals(field, answer.text("/problems/0/field"));
    }

    @Test
    void policies_theFirstIsThatOfTheProgram() throws IOException {
        Answer answer = api.get("/api/leaders/policies");

        assertEquals(
                LeaderPolicy.defaults(),
                Json.mapper().treeToValue(answer.json().at("/items/0/policy"), LeaderPolicy.class));
        assertTrue(answer.json().at("/items/0/symbol").isMissingNode());
        assertEquals(1, answer.json().at("/total").asInt());
    }
}
