package io.regimen.deploy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.client.CannedApi.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RejudgeCommandTest {
    private static final String STARTED = "{\"name\": \"n\", \"workflow_id\": \"rejudge-n\", \"run_id\": \"r\"}";
    static final String ESTIMATE = """
            {"runs": 4, "already_judged": 1, "refused": 1, "to_judge": 2, "from_files": 1, "from_streams": 1, "backtests": 270, "seconds": 61.2,
             "inference": [{"horizons": [4], "configurations": 135, "distinct": 123}],
             "basis": "measured on 270 ridge backtests"}""";
    static final String SIZE = """
            4 runs: 1 already judged, 1 with nothing to judge, 2 to judge (1 from their model file,\
             1 from kept position streams); 2 x 135 = 270 inference backtests: 1 min 1 s of work (measured on 270 ridge backtests)
            135 configurations per model, of which 123 can differ
            """;
    private static final String STATE = """
            {"name": "n", "status": "%s", "total": 3, "judged": %d, "refused": 1, "failed": %d, "not_judged": [
              {"training_run_id": 4, "status": "refused", "config_hash": "abc", "reason": "its model file was deleted"}]}""";

    private CannedApi api;

    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void start() throws IOException {
        api = new CannedApi().on("POST /api/rejudgements/estimate", 200, ESTIMATE);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void rejudge_sendsFiltersAndTerms() throws IOException {
        api.on("POST /api/rejudgements", 201, STARTED);
        String inference = file("inference.json", "{\"confidence_thresholds\": [0.5]}");
        String costs = file("costs.json", "{\"fee_bps\": 1}");

        Outcome outcome = api.run(
                "runs",
                "rejudge",
                "--market",
                "EURUSD/1h",
                "--model-type",
                "ridge",
                "--run",
                "3",
                "--run",
                "7",
                "--leaders",
                "--inference",
                inference,
                "--costs",
                costs,
                "--name",
                "n");

        assertEquals(new Outcome(0, "started rejudgement n, workflow rejudge-n\n", SIZE), outcome);
        String body = """
                {"market":"EURUSD/1h","model_type":"ridge","runs":[3,7],"leaders":true,\
                "inference":{"confidence_thresholds":[0.5]},"costs":{"fee_bps":1},"name":"n","created_by":"cli"}\
                 as application/json""";
        assertEquals(
                List.of("POST /api/rejudgements/estimate " + body, "POST /api/rejudgements " + body),
                api.asked,
                "the size is asked for before the start");
    }

    @Test
    void rejudge_withoutAName_theSameTermsHaveTheSameName() throws IOException {
        api.on("POST /api/rejudgements", 201, STARTED);
        String inference = file("inference.json", "{}");
        api.run("runs", "rejudge", "--inference", inference);
        api.run("runs", "rejudge", "--inference", inference);
        api.run("runs", "rejudge", "--inference", inference, "--leaders");

        List<String> started =
                api.asked.stream().filter(each -> !each.contains("/estimate")).toList();
        assertEquals(started.get(0), started.get(1));
        assertTrue(!started.get(0).equals(started.get(2)), "other runs, another name");
    }

    @Test
    void rejudge_watched_tellsHowFarItIsAndWhatWasRefused() throws IOException {
        api.on("POST /api/rejudgements", 201, STARTED)
                .on("GET /api/rejudgements/n", 200, STATE.formatted("running", 1, 0))
                .on("GET /api/rejudgements/n", 200, STATE.formatted("running", 1, 0))
                .on("GET /api/rejudgements/n", 200, STATE.formatted("completed", 2, 0));

        Outcome outcome = api.run("runs", "rejudge", "--inference", file("i.json", "{}"), "--watch");

        assertEquals(0, outcome.code());
        assertEquals(SIZE + "rejudgement n running: 2 of 3 runs ended (1 judged, 1 refused)\n", outcome.err());
        List<String> lines = outcome.out().lines().toList();
        assertEquals("rejudgement n completed: 3 of 3 runs ended (2 judged, 1 refused)", lines.get(1));
        assertTrue(lines.get(3).contains("abc") && lines.get(3).contains("deleted"), lines.get(3));
    }

    @Test
    void rejudge_watchedWithAFailedRun_endsWithOne() throws IOException {
        api.on("POST /api/rejudgements", 201, STARTED)
                .on("GET /api/rejudgements/n", 200, STATE.formatted("completed", 1, 1));

        assertEquals(
                1,
                api.run("runs", "rejudge", "--inference", file("i.json", "{}"), "--watch")
                        .code());
    }

    @Test
    void rejudge_problemOfTheRequest_isShownAndNothingStarted() throws IOException {
        api.close();
        api = new CannedApi().on("POST /api/rejudgements/estimate", 422, """
                {"detail": "inference: missing. Give an inference grid, or costs, or both: the new terms."}""");

        Outcome outcome = api.run("runs", "rejudge", "--leaders");

        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("Give an inference grid"), outcome.err());
        assertEquals(1, api.asked.size());
    }

    @Test
    void rejudge_dryRun_onlySaysTheSize() throws IOException {
        String inference = file("i.json", "{}");

        assertEquals(new Outcome(0, SIZE, ""), api.run("runs", "rejudge", "--inference", inference, "--dry-run"));
        assertEquals(
                new Outcome(0, ESTIMATE + "\n", ""),
                api.run("runs", "rejudge", "--inference", inference, "--dry-run", "--output", "json"));
        assertTrue(api.asked.stream().allMatch(each -> each.startsWith("POST /api/rejudgements/estimate ")));
    }

    @Test
    void cancel_isPassedOn_andWatchedToItsEnd() {
        api.on("POST /api/rejudgements/n%201/cancel", 202, "{\"name\": \"n 1\", \"action\": \"cancel\"}")
                .on("GET /api/rejudgements/n%201", 200, STATE.formatted("cancelled", 1, 0));

        assertEquals(
                new Outcome(0, "cancel: passed on to rejudgement n 1\n", ""),
                api.run("runs", "rejudge", "--cancel", "n 1"));
        assertEquals(List.of("POST /api/rejudgements/n%201/cancel {} as application/json"), api.asked);

        Outcome watched = api.run("runs", "rejudge", "--cancel", "n 1", "--watch");
        assertEquals(0, watched.code(), "it ended as it was told");
        assertTrue(watched.out().contains("rejudgement n cancelled: 2 of 3 runs ended (1 judged, 1 refused)"));
    }

    @Test
    void cancel_ofOneThatHasEnded_endsWithOne() {
        api.on("POST /api/rejudgements/n/cancel", 409, "{\"detail\": \"Rejudgement n has ended\"}");

        assertEquals(
                new Outcome(1, "", "regimen: Rejudgement n has ended\n"), api.run("runs", "rejudge", "--cancel", "n"));
    }

    @Test
    void cancel_withTermsOrFilters_isRefused() {
        Outcome outcome = api.run("runs", "rejudge", "--cancel", "n", "--leaders");

        assertEquals(2, outcome.code());
        assertEquals(List.of(), api.asked);
    }

    private String file(String name, String json) throws IOException {
        return Files.writeString(folder.resolve(name), json).toString();
    }
}
