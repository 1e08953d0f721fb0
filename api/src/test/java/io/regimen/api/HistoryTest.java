package io.regimen.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.api.TestApi.Answer;
import io.regimen.workflows.Catalogue;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading what was trained. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HistoryTest {
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
    @CsvSource(delimiter = '|', textBlock = """
            /api/runs                                              | 5 | 5
            /api/runs?sort=id&order=asc                            | 5 | 1
            /api/runs?sort=best_sharpe                             | 5 | 3
            /api/runs?sort=TRAINING_DURATION_SECONDS&order=asc     | 5 | 1
            /api/runs?symbol=eur/usd&kept=true                     | 2 | 3
            /api/runs?status=failed                                | 1 | 4
            /api/runs?base_timeframe=4H                            | 1 | 5
            /api/runs?model_type=xgboost                           | 1 | 3
            /api/runs?config_hash=h2                               | 1 | 2
            /api/runs?run_key=333                                  | 1 | 3
            /api/runs?grid=1                                       | 2 | 2
            /api/runs?limit=1&offset=1                             | 5 | 4
            """)
    void runs_filteredSortedAndPaged(String path, int total, int first) {
        Answer answer = api.get(path);

        assertEquals(
                total, answer.json().at("/total").intValue(), answer.response().body());
        assertEquals(first, answer.json().at("/items/0/id").intValue());
    }

    @Test
    void run_hasItsDocumentsAndBacktestsIfAskedFor() {
        JsonNode run =
                api.get("/api/runs/" + "1".repeat(64) + "?include=backtests").json();

        assertEquals(1, run.at("/id").intValue());
        assertEquals(0.5, run.at("/training_metrics/mse").doubleValue());
        assertEquals("trend_up", run.at("/best_regimes/0").textValue());
        assertTrue(run.at("/is_model_kept").booleanValue());
        assertEquals(3, run.at("/backtests").size());
        assertTrue(api.get("/api/runs/1").json().at("/backtests").isMissingNode());
    }

    @Test
    void run_fieldWithoutAValueIsAbsent() {
        JsonNode run = api.get("/api/runs/4").json();

        assertFalse(run.has("training_duration_seconds"));
        assertEquals("MISSING_DATA", run.at("/failure_kind").textValue());
    }

    @Test
    void backtests_sorted() {
        JsonNode backtests =
                api.get("/api/runs/1/backtests?sort=sharpe&order=desc").json();

        assertEquals(2, backtests.at("/0/config_index").intValue());
        assertEquals("recursive", backtests.at("/0/prediction_method").textValue());
        assertFalse(backtests.get(2).has("sharpe"));
    }

    @Test
    void detail_whereOneIsStored() {
        JsonNode detail = api.get("/api/runs/1/backtests/2/detail").json();

        assertEquals(2, detail.at("/config_index").intValue());
        assertEquals("2020-03", detail.at("/detail/months/0/month").textValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/leaders                                   | 2 | /items/0/regime_name       | range
            /api/leaders?verdict=UNPROVEN                  | 1 | /items/0/verdict_reason    | few trades
            /api/leaders?grid=3&regime=range               | 1 | /items/0/model_type        | xgboost
            /api/leaders?regime=trend_up                   | 1 | /items/0/dataset_vendor    | lean-oanda
            /api/leaders?regime=trend_up&limit=1           | 1 | /items/0/costs/fee_bps     | 0.5
            /api/leaders?symbol=BTCUSDT                    | 0 | /items/0/model_type        | ''
            /api/leaders/evidence?verdict=UNPROVEN         | 1 | /items/0/verdict_reason    | few trades
            /api/leaders/evidence?symbol=BTCUSDT           | 0 | /items/0/verdict           | ''
            /api/leaders/global                            | 2 | /items/1/training_run_id   | 1
            /api/leaders/global?limit=1                    | 2 | /items/0/artifact_state    | PRESENT
            /api/leaders/places?regime=range               | 0 | /items/0/place             | ''
            /api/promotions?outcome=retired                | 0 | /items/0/actor             | ''
            /api/promotions?outcome=promoted               | 1 | /items/0/displaced_run_id  | 1
            /api/promotions?regime=range&timeframe=1h&run=1| 1 | /items/0/outcome           | FIRST
            /api/datasets?symbol=EURUSD                    | 2 | /items/0/report/gaps       | 3
            /api/grids?name=alp                            | 2 | /items/0/status            | running
            /api/grids?status=completed                    | 2 | /items/0/name              | beta_1
            /api/grids/beta_1/cells?status=failed&limit=1  | 3 | /items/0/reason            | too few bars
            """)
    void lists_filtered(String path, int total, String pointer, String expected) {
        Answer answer = api.get(path);

        assertEquals(
                total, answer.json().at("/total").intValue(), answer.response().body());
        assertEquals(expected, answer.text(pointer));
    }

    @Test
    void regimes_allVersions() {
        assertTrue(
                api.get("/api/regimes").json().findValuesAsText("regime_name").contains("fixture_trend"));
    }

    @Test
    void features_areTheCatalogue() {
        Answer answer = api.get("/api/features");

        assertEquals(Catalogue.ENTRIES.size(), answer.json().size());
        assertEquals("ar_<lag>", answer.text("/0/name"));
        JsonNode macd = answer.json()
                .valueStream()
                .filter(entry -> entry.at("/name").textValue().equals("macd"))
                .findFirst()
                .orElseThrow();
        assertEquals("macd", macd.at("/requested_as").textValue());
        assertEquals(26, macd.at("/parameters/slow").intValue());
        assertEquals(116, macd.at("/look_back").intValue());
        assertEquals("close", macd.at("/needs/0").textValue());
    }
}
