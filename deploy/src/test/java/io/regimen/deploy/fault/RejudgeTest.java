package io.regimen.deploy.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.client.ClientCommands;
import io.regimen.deploy.local.AppProcess;
import io.regimen.deploy.local.TemporalBinary;
import io.regimen.workflows.Json;
import io.regimen.workflows.RejudgeProgress;
import io.regimen.workflows.RejudgeTally;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.client.WorkflowFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Judging trained runs again on real servers: by API, by the plain temporal program, and with workers that die. */
@Tag("fault")
@ExtendWith(PlantExtension.class)
class RejudgeTest {
    /** 3 x 3 x 2 x 3 configurations. */
    private static final String REQUEST = """
            {"name": "again", "leaders": %s, "inference": {"confidence_thresholds": [0.2, 0.6]},
             "execution": {"window": 2, "heartbeat_seconds": 2}, "created_by": "test"}""";

    private static final String ALL = REQUEST.formatted("false");
    private static final String LEADERS = REQUEST.formatted("true");
    private static final int SIZE = 54;

    private final Plant plant;
    private @Nullable AppProcess app;

    @TempDir
    Path folder = Path.of(".");

    RejudgeTest(Plants plants) {
        this.plant = plants.plant();
    }

    @BeforeEach
    void trained() {
        plant.reset();
        start("");
        plant.startGrid(Plant.request());
        plant.awaitEnd();
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
    void rejudge_addsAnEvaluationAndKeepsTheOld_andTheSecondTimeNothing() throws Exception {
        List<String> before = plant.verifiedResults();
        long kept = plant.count("select count(*) from training_runs where is_model_kept");
        long attempts = plant.count("select sum(fence) from training_runs");
        assertTrue(kept > 0 && kept < 4, "the setting needs runs with and without a file: " + kept);

        assertEquals(201, post("/api/rejudgements", ALL).statusCode());
        RejudgeProgress end = awaitEnd();

        assertEquals(new RejudgeTally((int) kept, 0, 4 - (int) kept, 0, 0), end.ended());
        List<String> after = plant.verifiedResults();
        assertEquals(
                results("backtest ", before).size() + kept * SIZE,
                results("backtest ", after).size());
        assertTrue(after.containsAll(results("backtest ", before)), "old backtests stay as they were");
        assertTrue(after.containsAll(results("trials ", before)), "and so does what was counted");
        assertEquals(kept * SIZE, plant.count("""
                select sum(t.configurations) from trial_ledger t join run_evaluations e using (evaluation_hash)
                join training_runs r on r.id = e.training_run_id and r.run_key = t.run_key
                where e.origin = 'rejudgement'"""));
        assertEquals(
                plant.count(
                                "select count(*) / 4 from promotions where training_run_id in "
                                        + "(select training_run_id from run_evaluations where origin = 'training') "
                                        + "and evaluation_hash in (select evaluation_hash from run_evaluations where origin = 'training')")
                        * kept,
                plant.count("""
                select count(*) from promotions p join run_evaluations e using (training_run_id, evaluation_hash)
                where e.origin = 'rejudgement'"""),
                "it competed in every regime");
        assertEquals(attempts, plant.count("select sum(fence) from training_runs"), "nothing was trained");
        assertEquals(kept, plant.count("""
                select count(*) from training_runs r join run_evaluations e using (evaluation_hash)
                where e.training_run_id = r.id and e.origin = 'rejudgement'"""), "lists show the new terms");
        assertAnswers(kept);

        startByTemporal(ALL);
        assertEquals(
                new RejudgeTally(0, (int) kept, 4 - (int) kept, 0, 0),
                awaitEnd().ended());
        assertEquals(results("backtest ", after), results("backtest ", plant.verifiedResults()));
    }

    private void assertAnswers(long kept) throws IOException, InterruptedException {
        JsonNode rejudgement = get("/api/rejudgements/again");
        assertEquals("completed", rejudgement.path("status").asText());
        assertEquals(kept, rejudgement.path("judged").asLong());
        JsonNode refused = rejudgement.at("/not_judged/0");
        assertTrue(
                refused.path("reason")
                        .asText()
                        .contains(refused.path("config_hash").asText()),
                () -> "names what to train: " + refused);
        long run = plant.count("select min(training_run_id) from run_evaluations where origin = 'rejudgement'");
        JsonNode evaluations = get("/api/runs/" + run).path("evaluations");
        assertEquals(2, evaluations.size());
        assertEquals("training", evaluations.at("/0/origin").asText());
        assertTrue(evaluations.at("/1/is_current").asBoolean());
        assertEquals(SIZE, get("/api/runs/" + run + "/backtests").size());
        assertEquals(
                evaluations.at("/0/backtests").asInt(),
                get("/api/runs/" + run + "/backtests?evaluation="
                                + evaluations.at("/0/evaluation_hash").asText())
                        .size());
    }

    @Test
    void rejudge_costsThatEatEverything_leavesTheLeadersAsTheyWere() throws Exception {
        List<String> before = results("leader ", plant.verifiedResults());
        post("/api/rejudgements", """
                {"name": "again", "leaders": true, "costs": {"half_spread_bps": 500, "fee_bps": 100}}""");

        assertEquals(0, awaitEnd().ended().failed());

        assertEquals(before, results("leader ", plant.verifiedResults()));
        assertEquals(0, plant.count("""
                select count(*) from promotions p join run_evaluations e using (training_run_id, evaluation_hash)
                where e.origin = 'rejudgement' and p.outcome in ('FIRST', 'PROMOTED')"""));
    }

    /** A set that leaves bars out: saved, tried, judged under; leaders of the defaults stay as they were. */
    @Test
    void rejudge_underOtherRegimes_addsTheirLeadersAndLeavesTheOthers() throws Exception {
        post("/api/regimes/sets", """
                {"name": "ours", "regimes": [{"name": "up", "rule": {"returns": "> 0.0002"}},
                                             {"name": "down", "rule": {"returns": "< -0.0002"}}]}""");
        String dataset = get("/api/datasets").at("/items/0/hash").asText();
        JsonNode report = Json.mapper()
                .readTree(post("/api/regimes/test", "{\"regimes\": \"ours\", \"dataset\": \"" + dataset + "\"}")
                        .body());
        assertEquals("ours@1", report.path("regimes").asText());
        int sum = 0;
        for (JsonNode state : report.path("states")) {
            sum += state.path("bars").asInt();
        }
        assertEquals(report.path("bars").asInt(), sum);

        List<String> before = results("leader ", plant.verifiedResults());
        post("/api/rejudgements", """
                {"name": "again", "leaders": true, "regimes": "ours"}""");
        RejudgeTally ended = awaitEnd().ended();
        assertTrue(ended.judged() > 0, ended::toString);

        List<String> after = results("leader ", plant.verifiedResults());
        assertTrue(after.containsAll(before), "leaders of the defaults stay");
        assertEquals(
                after.size() - before.size(),
                plant.count(
                        "select count(*) from regime_best_models where regime_name in ('ours@1/up', 'ours@1/down')"));
        assertTrue(after.size() > before.size(), after::toString);
        assertEquals(
                2L * ended.judged(), plant.count("select count(*) from promotions where regime_name like 'ours@1/%'"));
        assertTrue(
                plant.count(
                                "select count(*) from inference_backtests where jsonb_exists(regime_metrics, 'ours@1/unclassified')")
                        > 0,
                "bars of no regime are counted");
        assertEquals(
                ended.judged(),
                get("/api/regimes/sets/ours@1").path("evaluations").asInt());
    }

    @Test
    void grid_underANamedSet_isStoredWithItsVersion_andKeepsNoStreamsIfToldSo() throws Exception {
        assertEquals(
                plant.count("select count(distinct training_run_id) from promotions"
                        + " where outcome in ('FIRST', 'PROMOTED')"),
                get("/api/files/stats").at("/streams/runs").asLong(),
                "by default those that lead or have led");
        plant.reset();
        plant.startGrid(Plant.request(Plant.REQUEST.replace("\"window\"", "\"keep_streams\": \"none\", \"window\""))
                .judgedUnder("literal"));
        plant.awaitEnd();

        assertEquals(0, plant.count("select count(*) from run_streams"));

        assertFalse(results("leader ", plant.verifiedResults()).isEmpty());
        assertEquals(
                0, plant.count("select count(*) from regime_best_models where regime_name not like 'literal@1/%'"));
        assertEquals(
                1, plant.count("select count(*) from training_queue where config_grid ->> 'regimes' = 'literal@1'"));
    }

    @Test
    void cancel_whileARunFails_leavesNothingOfTheNewTerms() throws Exception {
        List<String> before = plant.verifiedResults();
        stop();
        start("late_error:between_batches_again:0");
        post("/api/rejudgements", LEADERS.replace("\"window\": 2", "\"window\": 1"));
        Plant.await(
                "a batch of the run that fails",
                () -> plant.count("select count(*) from inference_backtests b join run_evaluations e using "
                                + "(training_run_id, evaluation_hash) where e.origin = 'rejudgement'")
                        > 0);
        assertFalse(plant.findings(java.time.Instant.now()).stream()
                .anyMatch(finding -> finding.invariant().equals("I4")));
        post("/api/rejudgements/again/cancel", "{}");
        Plant.await("the running step is told", this::isStepToldToStop);
        Files.writeString(plant.settings().in("faults", "go"), "");
        assertThrows(WorkflowFailedException.class, this::awaitEnd);

        List<String> after = plant.verifiedResults();
        for (String kind : List.of("backtest ", "leader ", "file ", "run ")) {
            assertEquals(results(kind, before), results(kind, after));
        }
        assertEquals(0, plant.count("select count(*) from rejudgement_runs where status <> 'cancelled'"));
        assertEquals(1, plant.count("select count(*) from rejudgements where status = 'cancelled'"));
    }

    private boolean isStepToldToStop() {
        return plant.withClient(
                client -> client
                        .newUntypedWorkflowStub("rejudge-again")
                        .describe()
                        .getRawDescription()
                        .getPendingActivitiesList()
                        .stream()
                        .anyMatch(step ->
                                step.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_CANCEL_REQUESTED));
    }

    @Test
    void cancel_byCommand_keepsWhatWasJudged_andTheNextStartDoesTheRest() throws Exception {
        int kept = (int) plant.count("select count(*) from training_runs where is_model_kept");
        assertTrue(kept > 1, "the setting needs a run to judge and one to cancel: " + kept);
        List<String> before = plant.verifiedResults();
        stop();
        start("error:between_batches_again:1");
        post("/api/rejudgements", LEADERS.replace("\"window\": 2", "\"window\": 1"));
        Plant.await(
                "the first run is judged and the second fails",
                () -> plant.count("select count(*) from rejudgement_runs where status = 'judged' and position = 0"
                                + " or status = 'running' and position = 1")
                        == 2);

        Outcome cancelled = run("runs", "rejudge", "--cancel", "again", "--watch");

        assertEquals(0, cancelled.code(), cancelled.text());
        assertTrue(cancelled.text().contains("rejudgement again cancelled"), cancelled.text());
        JsonNode rejudgement = get("/api/rejudgements/again");
        assertEquals("cancelled", rejudgement.path("status").asText());
        assertEquals(1, rejudgement.path("judged").asInt());
        assertEquals(kept - 1, rejudgement.path("cancelled").asInt());
        List<String> after = plant.verifiedResults();
        assertTrue(after.containsAll(results("backtest ", before)), "old backtests stay as they were");
        assertEquals(
                results("backtest ", before).size() + SIZE,
                results("backtest ", after).size(),
                "of the new terms only the run that was judged has any");
        // its rows are final a moment before the workflow is closed
        assertThrows(WorkflowFailedException.class, this::awaitEnd);
        assertEquals(1, run("runs", "rejudge", "--cancel", "again").code(), "it has ended");

        Files.createDirectories(plant.settings().in("faults"));
        Files.writeString(plant.settings().in("faults", "healed"), "");
        assertTrue(
                post("/api/rejudgements/estimate", LEADERS).body().contains("\"already_judged\":1,"),
                "the size leaves out what was judged");
        post("/api/rejudgements", LEADERS);
        assertEquals(new RejudgeTally(kept - 1, 1, 0, 0, 0), awaitEnd().ended());
    }

    @Test
    void terminated_isClosedByTheNextStart() throws Exception {
        stop();
        start("error:between_batches_again:0");
        post("/api/rejudgements", LEADERS.replace("\"window\": 2", "\"window\": 1"));
        Plant.await("a claim", () -> plant.count("select count(*) from run_evaluations where status = 'running'") == 1);
        plant.withClient(client -> {
            client.newUntypedWorkflowStub("rejudge-again").terminate("test");
            return null;
        });
        assertTrue(plant.findings(java.time.Instant.now()).stream()
                .anyMatch(finding -> finding.what().contains("rejudge-again")));
        Files.createDirectories(plant.settings().in("faults"));
        Files.writeString(plant.settings().in("faults", "healed"), "");

        post("/api/rejudgements", LEADERS);
        assertEquals(0, awaitEnd().ended().failed());
        assertEquals(1, plant.count("select count(*) from rejudgements where status = 'cancelled'"));
        plant.verifiedResults();
    }

    @Test
    void rejudge_runThatDoesNotExist_failsAtOnceAndSaysSo() throws Exception {
        post("/api/rejudgements", """
                {"name": "again", "runs": [999999], "inference": {}}""");

        WorkflowFailedException failure = assertThrows(WorkflowFailedException.class, this::awaitEnd);
        assertTrue(String.valueOf(failure.getCause()).contains("999999"), () -> String.valueOf(failure.getCause()));
        assertEquals("failed", get("/api/rejudgements/again").path("status").asText());
    }

    @Tag("slow-fault")
    @Test
    void kill_betweenBatches_changesNoResult() throws Exception {
        killAt("between_batches_again");
    }

    @Tag("slow-fault")
    @ParameterizedTest
    @ValueSource(strings = {"after_judge_again"})
    void kill_elsewhere_changesNoResult(String place) throws Exception {
        killAt(place);
    }

    private void killAt(String place) throws Exception {
        post("/api/rejudgements", LEADERS);
        int judged = awaitEnd().ended().judged();
        List<String> undisturbed = plant.verifiedResults();
        stop();

        plant.reset();
        start("kill:" + place + ":0");
        plant.startGrid(Plant.request());
        plant.awaitEnd();
        post("/api/rejudgements", LEADERS);
        AppProcess doomed = java.util.Objects.requireNonNull(app);
        Plant.await("the worker dies at " + place, () -> doomed.running().isEmpty());
        start("");

        assertEquals(new RejudgeTally(judged, 0, 0, 0, 0), awaitEnd().ended());
        assertEquals(undisturbed, plant.verifiedResults());
    }

    private RejudgeProgress awaitEnd() {
        return plant.withClient(
                client -> client.newUntypedWorkflowStub("rejudge-again").getResult(RejudgeProgress.class));
    }

    /** What a command wrote and how it ended. */
    private record Outcome(int code, String text) {}

    @Command(name = "regimen")
    private static final class Root {}

    private Outcome run(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine root = new CommandLine(new Root());
        ClientCommands.all(() -> plant.settings().api().uri()).forEach(root::addSubcommand);
        root.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        return new Outcome(root.execute(arguments), text.toString());
    }

    private static List<String> results(String kind, List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(kind)).toList();
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
        URI uri = plant.settings().api().uri().resolve(path);
        return HttpRequest.newBuilder(uri);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(2, response.statusCode() / 100, response::body);
            return response;
        }
    }

    private void startByTemporal(String request) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("again.json"), request);
        Path program = new TemporalBinary(plant.settings().home()).find().orElseThrow();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "workflow",
                        "start",
                        "--type",
                        "RejudgeWorkflow",
                        "--task-queue",
                        "regimen-cpu",
                        "--workflow-id",
                        "rejudge-again",
                        "--input-file",
                        file.toString(),
                        "--address",
                        plant.settings().temporal().address())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }
}
