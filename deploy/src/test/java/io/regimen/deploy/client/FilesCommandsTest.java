package io.regimen.deploy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.client.CannedApi.Outcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FilesCommandsTest {
    private static final String STARTED = "{\"execution\": \"x\", \"workflow_id\": \"storage-sweep\"}";
    private static final String JOB = "{\"items\": [{\"execution\": \"older\", \"status\": \"failed\"},"
            + " {\"execution\": \"x\", \"status\": \"%s\", \"reason\": \"the store is away\", \"report\": %s}]}";
    private static final String SWEPT = """
            {"job_id": 4, "objects": 12, "actions": [
              {"action": "file.deleted", "kind": "model", "reason": "displaced", "files": 3, "bytes": 300, "examples": ["models/a"]}]}""";

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
    void sweep_waitsAndPrintsWhatItDid() {
        api.on("POST /api/files/sweeps", 201, STARTED)
                .on("GET /api/files/jobs", 200, "{\"items\": []}")
                .on("GET /api/files/jobs", 200, JOB.formatted("running", "null"))
                .on("GET /api/files/jobs", 200, JOB.formatted("completed", SWEPT));

        Outcome outcome = api.run("files", "sweep", "--grace", "60");

        assertEquals(0, outcome.code(), outcome.err());
        assertEquals("""
                ACTION        KIND   REASON     FILES  BYTES
                file.deleted  model  displaced      3    300
                12 objects of models and features in the store were compared; each file has its row in the audit under job 4
                """, outcome.out());
        assertEquals(
                "POST /api/files/sweeps {\"dry_run\":false,\"grace_seconds\":60,\"created_by\":\"cli\"} as application/json",
                api.asked.getFirst());
    }

    @Test
    void sweep_dryRun_showsExamples() {
        api.on("POST /api/files/sweeps", 201, STARTED)
                .on("GET /api/files/jobs", 200, JOB.formatted("completed", SWEPT));
        Outcome outcome = api.run("files", "sweep", "--dry-run");
        assertTrue(outcome.out().contains("[\"models/a\"]"), outcome::out);
        assertTrue(outcome.out().contains("nothing was changed"), outcome::out);
        assertTrue(api.asked.getFirst().contains("\"dry_run\":true"));
    }

    @Test
    void sweep_thatFails_saysWhy() {
        api.on("POST /api/files/sweeps", 201, STARTED).on("GET /api/files/jobs", 200, JOB.formatted("failed", "null"));
        Outcome outcome = api.run("files", "sweep");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("regimen: the store is away"), outcome::err);
    }

    @Test
    void verify_withFindings_printsThemAndFails() {
        api.on("POST /api/files/checks", 201, STARTED).on("GET /api/files/jobs", 200, JOB.formatted("completed", """
                        {"files": 9, "bytes": 900, "bad": 1, "findings": [
                          {"key": "models/a", "what": "the object is gone", "training_run_id": 4, "config_hash": "abc"}]}"""));
        Outcome outcome = api.run("files", "verify");
        assertEquals(1, outcome.code());
        assertEquals("""
                KEY       WHAT                TRAINING RUN ID  CONFIG HASH
                models/a  the object is gone                4  abc
                9 files, 900 bytes: 1 not as they should be
                """, outcome.out());
        assertEquals(
                List.of("POST /api/files/checks {\"kind\":\"verify\",\"created_by\":\"cli\"} as application/json"),
                api.asked.subList(0, 1));
    }

    @Test
    void restoreCheck_sendsSampleAndSeed() {
        api.on("POST /api/files/checks", 201, STARTED)
                .on(
                        "GET /api/files/jobs",
                        200,
                        JOB.formatted("completed", "{\"files\": 2, \"bytes\": 20, \"bad\": 0, \"findings\": []}"));
        Outcome outcome = api.run("files", "restore-check", "--sample", "2", "--seed", "9");
        assertEquals(0, outcome.code());
        assertEquals("2 files, 20 bytes: 0 not as they should be\n", outcome.out());
        assertTrue(
                api.asked.getFirst().contains("\"kind\":\"restore_check\",\"sample\":2,\"seed\":9"),
                api.asked::toString);
    }

    @Test
    void report_printsItsLines_andFailsWhereAFileIsMissing() {
        api.on("GET /api/files/report", 200, "{\"summary\": \"one\\ntwo\", \"problems\": [{\"id\": 1}]}");
        assertEquals(new Outcome(1, "one\ntwo\n", ""), api.run("files", "report"));
    }

    @Test
    void stats_haveNumbersAndTables() {
        api.on("GET /api/files/stats", 200, """
                {"models_made": 4, "counts": [{"kind": "model", "state": "PRESENT", "files": 1, "bytes": 7}], "reasons": [],
                 "streams": {"runs": 2, "streams": 270, "logical_bytes": 900, "bytes": 300}}""");
        assertEquals("""
                models made  4

                KIND   STATE    FILES  BYTES
                model  PRESENT      1      7

                position streams
                runs           2
                streams        270
                logical bytes  900
                bytes          300
                """, api.run("files", "stats").out());
    }

    @Test
    void list_passesFiltersOn() {
        api.on(
                "GET /api/files?kind=model&state=missing&leading=true&run=3&limit=5",
                200,
                "{\"items\": [], \"total\": 0}");
        Outcome outcome = api.run(
                "files",
                "list",
                "--kind",
                "model",
                "--state",
                "missing",
                "--leading",
                "true",
                "--run",
                "3",
                "--limit",
                "5");
        assertEquals(new Outcome(0, "none\n", ""), outcome);
    }
}
