package io.regimen.deploy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.FundingImport;
import io.regimen.activities.market.FundingRates;
import io.regimen.activities.market.FundingRates.Charge;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.step.FundingStore;
import io.regimen.deploy.local.AppProcess;
import io.regimen.workflows.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A grid that pays stored funding rates, the quality of its forecasts, and curves that are made when asked for. */
@Tag("fault")
@ExtendWith(PlantExtension.class)
class CurvesAndFundingTest {
    private final Plant plant;
    private @Nullable AppProcess app;
    private String series = "";

    CurvesAndFundingTest(Plants plants) {
        this.plant = plants.plant();
    }

    @BeforeEach
    void trained() {
        plant.reset();
        app = plant.process("app", List.of("api", "worker-cpu"), "");
        series = stored();
        plant.startGrid(Plant.request(Plant.REQUEST.replace(
                "\"seed\"", "\"costs\": {\"funding\": {\"series\": {\"SIMUSD\": \"" + series + "\"}}}, \"seed\"")));
        plant.awaitEnd();
    }

    @AfterEach
    void stop() {
        if (app != null) {
            app.stop();
        }
    }

    /** A rate for every eighth bar of the plant's market. */
    private String stored() {
        Bars bars = SimulatedMarket.generate(SimulationSpec.hourly("SIMUSD", 3000, 11))
                .bars();
        List<Charge> charges = new ArrayList<>();
        for (int i = 0; i < bars.size(); i += 8) {
            charges.add(new Charge(bars.time(i), 1e-4 * (1 + i % 3)));
        }
        FundingRates rates = new FundingRates("SIMUSD", charges);
        plant.get(FundingStore.class)
                .add(
                        new FundingImport(
                                rates,
                                null,
                                new FundingImport.Report(charges.size(), 0, false, 0, 8, 0, rates.perYear())),
                        "test.csv");
        return rates.hash();
    }

    @Test
    void grid_paysTheSeries_andItsForecastsAreScored_andCurvesAreMadeOnDemand() throws Exception {
        plant.verifiedResults();
        assertEquals(4, plant.count("select count(*) from training_runs where status = 'completed'"));
        assertEquals(4, plant.count("""
                select count(*) from training_runs
                where evaluation #>> '{costs,funding,series,SIMUSD}' = '%s'""".formatted(series)));
        assertTrue(plant.count("select count(*) from inference_backtests where abs(carry_costs) > 1e-9") > 0);
        assertEquals(0, plant.count("""
                select count(*) from inference_backtests where abs(gross_pnl - costs - total_pnl) > 1e-12
                or (exposure = 0 and carry_costs <> 0)"""));

        assertEquals(4, plant.count("select count(*) from forecast_quality"));
        long kept = plant.count("select min(id) from training_runs where is_model_kept");
        JsonNode quality = answer(get("/api/runs/" + kept)).path("forecast_quality");
        assertEquals(200, quality.path("lookback_window").asInt());
        assertEquals(1, quality.path("heads").size());
        assertEquals(
                plant.count("select horizon from training_runs where id = " + kept),
                quality.at("/heads/0/step").asInt());
        assertTrue(quality.at("/heads/0/test/rows").asInt() > 400, quality.toPrettyString());
        assertEquals(10, quality.at("/heads/0/validation/calibration/bins").size());

        long config = plant.count("""
                select min(config_index) from inference_backtests b where training_run_id = %d and trades > 0
                  and not exists (select 1 from backtest_details d where d.inference_backtest_id = b.id)""".formatted(kept));
        String path = "/api/runs/" + kept + "/backtests/" + config + "/detail";
        assertEquals(404, get(path).statusCode());
        for (String segment : List.of("test", "validation")) {
            JsonNode detail = made(path, segment);
            assertEquals(segment, detail.path("segment").asText());
            assertTrue(detail.at("/detail/equity/wealth").size() > 100);
            assertEquals(200, get(path + "?segment=" + segment).statusCode());
        }
        // verify holds each detail against the stored metrics of its backtest
        plant.verifiedResults();
        assertEquals(2, plant.count("""
                select count(*) from backtest_details d join inference_backtests b on b.id = d.inference_backtest_id
                where b.training_run_id = %d and b.config_index = %d""".formatted(kept, config)));

        long gone = plant.count("select min(id) from training_runs where not is_model_kept");
        HttpResponse<String> refused = post("/api/runs/" + gone + "/backtests/0/detail", "{}");
        assertEquals(422, refused.statusCode(), refused.body());
        assertTrue(
                refused.body().contains("cannot be traded again: its model file was deleted, for it led in no regime"),
                refused.body());
        HttpResponse<String> beyond = post("/api/runs/" + kept + "/backtests/999/detail", "{}");
        assertEquals(422, beyond.statusCode(), beyond.body());
        assertTrue(beyond.body().contains("use 0 to 134"), beyond.body());
    }

    private JsonNode made(String path, String segment) throws IOException, InterruptedException {
        String wanted = "{\"segment\": \"" + segment + "\"}";
        HttpResponse<String> response = post(path, wanted);
        for (int i = 0; i < 20 && response.statusCode() == 202; i++) {
            response = post(path, wanted);
        }
        assertEquals(200, response.statusCode(), response.body());
        return answer(response);
    }

    private static JsonNode answer(HttpResponse<String> response) throws IOException {
        return Json.mapper().readTree(response.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(plant.settings().api().uri().resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }
}
