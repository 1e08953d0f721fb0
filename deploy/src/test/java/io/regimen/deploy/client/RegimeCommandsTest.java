package io.regimen.deploy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.client.CannedApi.Outcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RegimeCommandsTest {
    private static final String SET =
            "{\"name\": \"mine\", \"regimes\": [{\"name\": \"up\", \"rule\": {\"returns\": \"> 0\"}}]}";
    private static final String VIEW = """
            {"name": "mine", "version": 2, "evaluations": 7, "created_by": "api", "created_at": "2026-01-02T03:04:05Z"}""";
    private static final String REPORT = """
            {"regimes": "mine@2", "dataset": "abc", "market": "EURUSD/1h", "bars": 100, "look_back": 50,
             "states": [{"name": "mine@2/up", "bars": 40, "share": 0.4, "episodes": 4, "mean_dwell": 10.0,
                         "median_dwell": 9.0, "rule_share": 0.45, "mean_return_bps": 0.5, "volatility_bps": 10.0},
                        {"name": "mine@2/unclassified", "bars": 60, "share": 0.6, "episodes": 5}],
             "transitions": [[0.9, 0.1], []], "overlaps": [[0.9]],
             "changes": {"seconds": [0], "states": [1]}, "warnings": ["60.0 % of the bars belong to no regime."]}""";

    private CannedApi api;

    @BeforeEach
    void start() throws IOException {
        api = new CannedApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void list_isWhatTheGroupDoesByItself() {
        api.on("GET /api/regimes/sets", 200, "[" + VIEW + "]");
        Outcome outcome = api.run("regimes");
        assertEquals(api.run("regimes", "list"), outcome);
        assertTrue(outcome.out().contains("mine"), outcome.out());
        assertEquals(
                List.of("7"),
                outcome.out()
                        .lines()
                        .skip(1)
                        .map(line -> line.split("\\s+", -1)[2])
                        .toList());
    }

    @Test
    void save_sendsTheSetWithEverythingWrittenOut() {
        api.on("POST /api/regimes/sets", 201, VIEW);
        Outcome outcome = CannedApi.run(api.uri(), SET, "regimes", "save", "-");
        assertEquals(new Outcome(0, "version 2 of mine\n", ""), outcome);
        assertEquals(
                List.of("POST /api/regimes/sets {\"name\":\"mine\",\"description\":\"\",\"regimes\":[{\"name\":\"up\","
                        + "\"description\":\"\",\"rule\":{\"returns\":{\"is\":\"> 0\",\"window\":50}}}],\"minimum_dwell\":1}"
                        + " as application/json"),
                api.asked);
    }

    /** What is printed can be saved as it is. */
    @Test
    void example_printsADetectorToBeginWith() {
        Outcome printed = api.run("regimes", "example", "jump_model");
        assertEquals(0, printed.code(), printed.err());
        api.on("POST /api/regimes/sets", 201, VIEW);
        assertEquals(
                0,
                CannedApi.run(api.uri(), printed.out(), "regimes", "save", "-").code());
        assertTrue(api.asked.getFirst().contains("\"detector\":{\"kind\":\"jump_model\""), api.asked::toString);
        assertTrue(api.run("regimes", "example", "hidden_markov").out().contains("\"markov\""));
        assertEquals(2, api.run("regimes", "example", "oracle").code());
    }

    @Test
    void save_aMistakeIsNamedWithItsPlaceBeforeAnythingIsAsked() {
        Outcome outcome = CannedApi.run(api.uri(), SET.replace("returns", "tomorrow"), "regimes", "save", "-");
        assertEquals(2, outcome.code());
        assertTrue(
                outcome.err().startsWith("regimen: standard input: regimes[0].rule.tomorrow: there is no measure"),
                outcome.err());
        assertEquals(List.of(), api.asked);
        assertEquals(2, api.run("regimes", "save", "/nowhere/set.json").code());
    }

    @Test
    void test_showsSharesTransitionsAndNotes() {
        api.on("POST /api/regimes/test", 200, REPORT);
        Outcome outcome = api.run("regimes", "test", "mine", "--market", "EURUSD/1h");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("Note: 60.0 % of the bars belong to no regime."), outcome.out());
        assertTrue(outcome.out().contains("Transitions"), outcome.out());
        assertTrue(!outcome.out().contains("Overlaps"), "one rule overlaps with nothing");
        assertEquals(
                List.of("POST /api/regimes/test {\"regimes\":\"mine\",\"market\":\"EURUSD/1h\"} as application/json"),
                api.asked);
        Outcome json = api.run("regimes", "test", "mine", "--dataset", "abc", "--output", "json");
        assertEquals(REPORT + "\n", json.out());
    }

    @Test
    void retire_saysWhatRestsOnIt() {
        api.on("POST /api/regimes/sets/mine%402/retire", 200, VIEW);
        assertEquals(
                new Outcome(0, "mine@2 is retired; 7 runs were judged under it\n", ""),
                api.run("regimes", "retire", "mine@2"));
    }

    @Test
    void rejudge_asksForTheRunsOfAMarketUnderOtherRegimes() {
        api.on("POST /api/rejudgements/estimate", 200, RejudgeCommandTest.ESTIMATE);
        api.on("POST /api/rejudgements", 201, "{\"name\": \"n\", \"workflow_id\": \"rejudge-n\", \"run_id\": \"r\"}");
        Outcome outcome = api.run("regimes", "rejudge", "--regimes", "mine", "--market", "EURUSD/1h", "--name", "n");
        assertEquals(new Outcome(0, "started rejudgement n, workflow rejudge-n\n", RejudgeCommandTest.SIZE), outcome);
        assertEquals(
                List.of("POST /api/rejudgements {\"market\":\"EURUSD/1h\",\"regimes\":\"mine\",\"name\":\"n\","
                        + "\"created_by\":\"cli\"} as application/json"),
                api.asked.stream().filter(each -> !each.contains("/estimate")).toList());
    }
}
