package io.regimen.deploy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.local.AppProcess;
import io.regimen.workflows.Json;
import io.regimen.workflows.RejudgeProgress;
import io.regimen.workflows.RejudgeTally;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Judging runs whose model file is gone, from the position streams that were kept of them. */
@Tag("fault")
@ExtendWith(PlantExtension.class)
class KeptStreamsTest {
    private static final String ALL = Plant.REQUEST.replace("\"window\"", "\"keep_streams\": \"all\", \"window\"");

    private static final String REJUDGE = """
            {"name": "again", "regimes": "same", "execution": {"window": 2, "heartbeat_seconds": 2}, "created_by": "test"}""";

    private final Plant plant;
    private @Nullable AppProcess app;

    KeptStreamsTest(Plants plants) {
        this.plant = plants.plant();
    }

    @BeforeEach
    void trained() throws Exception {
        plant.reset();
        start("");
        plant.startGrid(Plant.request(ALL));
        plant.awaitEnd();
        String defaults = plant.texts(
                        "select cast(definition -> 'regimes' as text) from regime_sets where name = 'default'")
                .getFirst();
        // the four defaults under another name, so that every number must come out as it was
        post(
                "/api/regimes/sets",
                "{\"name\": \"same\", \"otherwise\": \"calm_ranging\", \"minimum_dwell\": 5, \"regimes\": " + defaults
                        + "}");
    }

    @AfterEach
    void stop() {
        if (app != null) {
            app.stop();
        }
    }

    private void start(String fault) {
        app = plant.process("app", List.of("api", "worker-cpu"), fault);
    }

    @Test
    void rejudge_runsWithoutAFile_haveTheNumbersOfTheirModels_andTakeNoLead() throws Exception {
        long kept = plant.count("select count(*) from training_runs where is_model_kept");
        assertTrue(kept > 0 && kept < 4, "the setting needs runs with and without a file: " + kept);
        JsonNode stats = get("/api/files/stats").path("streams");
        assertEquals(4, stats.path("runs").asInt());
        assertEquals(4 * 135, stats.path("streams").asInt());
        assertTrue(stats.path("bytes").asLong() < stats.path("logical_bytes").asLong(), stats::toString);
        JsonNode size = Json.mapper()
                .readTree(post("/api/rejudgements/estimate", REJUDGE).body());
        assertEquals(kept, size.path("from_files").asLong());
        assertEquals(4 - kept, size.path("from_streams").asLong());
        List<String> before = new ArrayList<>(plant.verifiedResults());

        post("/api/rejudgements", REJUDGE);
        assertEquals(new RejudgeTally(4, 0, 0, 0, 0), awaitEnd().ended());

        List<String> after = plant.verifiedResults();
        before.removeIf(line -> line.startsWith("run "));
        assertTrue(after.containsAll(before), "nothing of what was there has changed but what a run shows");
        assertEquals(
                4 - kept,
                plant.count("select count(*) from run_evaluations where source = 'streams' and status = 'completed'"));
        assertEquals(
                List.of(), plant.texts("""
                select format('run %s configuration %s: %s but %s', a.training_run_id, a.config_index, a.numbers, b.numbers)
                from (""" + NUMBERS + "where e.origin = 'training') a full join (" + NUMBERS + """
                where e.origin = 'rejudgement') b on b.training_run_id = a.training_run_id
                     and b.config_index = a.config_index
                where a.numbers is distinct from b.numbers"""));
        assertEquals(8 * 135, plant.count("select sum(configurations) from trial_ledger"), "every trial is counted");
        assertEquals(0, plant.count("""
                select count(*) from regime_best_models l join inference_backtests b on b.id = l.inference_backtest_id
                join run_evaluations e on e.training_run_id = b.training_run_id and e.evaluation_hash = b.evaluation_hash
                where e.source = 'streams'"""));
        assertEquals(0, plant.count("""
                select count(*) from forecast_quality q join run_evaluations e using (training_run_id, evaluation_hash)
                left join forecast_quality o on o.training_run_id = q.training_run_id and o.quality = q.quality
                    and o.evaluation_hash <> q.evaluation_hash
                where e.source = 'streams' and o.quality is null"""));

        post("/api/rejudgements", """
                {"name": "again", "costs": {"fee_bps": 1}}""");
        assertEquals(
                new RejudgeTally((int) kept, 0, 4 - (int) kept, 0, 0),
                awaitEnd().ended());
        assertTrue(
                get("/api/rejudgements/again")
                        .at("/not_judged/0/reason")
                        .asText()
                        .contains("judged under other regimes, but not under another inference grid, other costs"),
                "other costs need the model");
    }

    /** All that is stored of a backtest, with the names of regimes as those of the defaults. */
    private static final String NUMBERS = """
            select b.training_run_id, b.config_index,
                   regexp_replace(cast(to_jsonb(b) - 'id' - 'evaluation_hash' - 'created_at' as text), 'same@[0-9]+/', '', 'g')
                       as numbers
            from inference_backtests b
            join run_evaluations e on e.training_run_id = b.training_run_id and e.evaluation_hash = b.evaluation_hash
            """;

    @Tag("slow-fault")
    @Test
    void kill_betweenBatches_ofRunsWithoutAFile_changesNoResult() throws Exception {
        // without the files only streams are left; nobody may delete the file of one that leads or is among the best
        plant.execute("update training_runs set is_model_kept = false");
        plant.execute("delete from regime_best_models");
        plant.execute("delete from leader_candidates");
        plant.execute("update artifacts set state = 'DELETED' where kind = 'model'");
        post("/api/rejudgements", REJUDGE);
        assertEquals(new RejudgeTally(4, 0, 0, 0, 0), awaitEnd().ended());
        List<String> undisturbed = backtests();
        assertTrue(plant.count("select count(*) from promotions where outcome = 'NO_FILE'") > 0);
        assertTrue(get("/api/rejudgements/again/runs?status=judged")
                .at("/items/0/reason")
                .asText()
                .startsWith("it would have led same@"));
        plant.execute("delete from run_evaluations where origin = 'rejudgement'");
        plant.execute("delete from inference_backtests where evaluation_hash not in"
                + " (select evaluation_hash from run_evaluations)");
        stop();

        start("kill:between_batches_again:1");
        post("/api/rejudgements", REJUDGE);
        AppProcess doomed = java.util.Objects.requireNonNull(app);
        Plant.await("the worker dies", () -> doomed.running().isEmpty());
        start("");

        assertEquals(new RejudgeTally(4, 0, 0, 0, 0), awaitEnd().ended());
        assertEquals(undisturbed, backtests());
    }

    private List<String> backtests() {
        return plant.texts("select numbers from (" + NUMBERS + ") all_of_them order by 1");
    }

    private RejudgeProgress awaitEnd() {
        return plant.withClient(
                client -> client.newUntypedWorkflowStub("rejudge-again").getResult(RejudgeProgress.class));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return Json.mapper().readTree(send(request(path).GET()).body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(plant.settings().api().uri().resolve(path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(2, response.statusCode() / 100, response::body);
            return response;
        }
    }
}
