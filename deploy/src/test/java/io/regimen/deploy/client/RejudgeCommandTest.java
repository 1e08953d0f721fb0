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
    private static final String STATE = """
            {"name": "n", "status": "%s", "total": 3, "judged": %d, "refused": 1, "failed": %d, "not_judged": [
              {"training_run_id": 4, "status": "refused", "config_hash": "abc", "reason": "its model file was deleted"}]}""";

    private CannedApi api;

    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void start() throws IOException {
        api = new CannedApi();
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

        assertEquals(new Outcome(0, "started rejudgement n, workflow rejudge-n\n", ""), outcome);
        assertEquals(List.of("""
                POST /api/rejudgements {"market":"EURUSD/1h","model_type":"ridge","runs":[3,7],"leaders":true,\
                "inference":{"confidence_thresholds":[0.5]},"costs":{"fee_bps":1},"name":"n","created_by":"cli"}\
                 as application/json"""), api.asked);
    }

    @Test
    void rejudge_withoutAName_theSameTermsHaveTheSameName() throws IOException {
        api.on("POST /api/rejudgements", 201, STARTED);
        String inference = file("inference.json", "{}");
        api.run("runs", "rejudge", "--inference", inference);
        api.run("runs", "rejudge", "--inference", inference);
        api.run("runs", "rejudge", "--inference", inference, "--leaders");

        assertEquals(api.asked.get(0), api.asked.get(1));
        assertTrue(!api.asked.get(0).equals(api.asked.get(2)), "other runs, another name");
    }

    @Test
    void rejudge_watched_tellsHowFarItIsAndWhatWasRefused() throws IOException {
        api.on("POST /api/rejudgements", 201, STARTED)
                .on("GET /api/rejudgements/n", 200, STATE.formatted("running", 1, 0))
                .on("GET /api/rejudgements/n", 200, STATE.formatted("running", 1, 0))
                .on("GET /api/rejudgements/n", 200, STATE.formatted("completed", 2, 0));

        Outcome outcome = api.run("runs", "rejudge", "--inference", file("i.json", "{}"), "--watch");

        assertEquals(0, outcome.code());
        assertEquals("rejudgement n running: 2 of 3 runs ended (1 judged, 1 refused)\n", outcome.err());
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
    void rejudge_problemOfTheRequest_isShown() {
        api.on("POST /api/rejudgements", 422, """
                {"detail": "inference: missing. Give an inference grid, or costs, or both: the new terms."}""");

        Outcome outcome = api.run("runs", "rejudge", "--leaders");

        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("Give an inference grid"), outcome.err());
    }

    private String file(String name, String json) throws IOException {
        return Files.writeString(folder.resolve(name), json).toString();
    }
}
