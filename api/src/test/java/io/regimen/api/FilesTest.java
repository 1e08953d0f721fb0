package io.regimen.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.api.TestApi.Answer;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files, sweeps and checks by API. The fixture has the files of two leaders, of 1234 and 4321 bytes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FilesTest {
    private TestApi api;

    @BeforeAll
    void start() throws IOException, SQLException {
        api = new TestApi();
        try (var connection = api.postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into artifacts (id, training_run_id, kind, object_key, sha256, bytes, state, reason)
                    overriding system value values
                      (11, 2, 'model', 'models/11', 's', 1000, 'DELETED', 'never led'),
                      (12, 2, 'model', 'models/12', 's', 445, 'DELETED', 'displaced'),
                      (13, 2, 'model', 'models/13', 's', 9999, 'DELETED', 'upload abandoned'),
                      (14, 5, 'model', 'models/14', 's', 9999, 'UPLOADING', null);
                    update artifacts set state = 'MISSING', reason = 'the object is gone' where id = 2;
                    insert into storage_jobs (execution, workflow_id, kind, request, status, report, reason, created_by)
                    values ('x1', 'storage-sweep', 'sweep', '{}', 'completed', '{"job_id": 1, "actions": []}', null, 'cli'),
                           ('x2', 'storage-sweep', 'sweep', '{}', 'failed', null, 'the store is away', 'cli'),
                           ('x3', 'storage-verify', 'verify', '{}', 'completed', '{"files": 9, "bad": 1}', null, 'cli')""");
        }
    }

    @AfterAll
    void stop() throws IOException {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/files                       | 6 14
            /api/files?state=missing         | 1 2
            /api/files?leading=true          | 2 2
            /api/files?kind=features         | 0
            /api/files?run=2&state=deleted   | 3 13
            """)
    void list_filters(String path, String expected) {
        JsonNode page = api.get(path).json();
        assertEquals(
                expected,
                (page.path("total").asText() + " " + page.at("/items/0/id").asText()).strip());
    }

    @Test
    void list_saysWhichLeaderAFileIsOf() {
        JsonNode file = api.get("/api/files?state=missing").json().at("/items/0");
        assertEquals("[\"EURUSD/1h range\"]", file.path("leads").toString());
        assertEquals("h3", file.path("config_hash").asText());
        assertEquals("EURUSD/1h", file.path("market").asText());
    }

    @Test
    void stats_countAndSayWhatWasSaved() {
        JsonNode stats = api.get("/api/files/stats").json();
        assertEquals(4, stats.path("models_made").asInt());
        assertEquals(1, stats.path("models_kept").asInt());
        assertEquals(0.25, stats.path("kept_share").asDouble());
        assertEquals(1000 + 445 + 4321, stats.path("bytes_saved").asInt());
        assertEquals(5766.0 / 7000, stats.path("saved_share").asDouble(), 1e-12);
        assertEquals("dataset PRESENT 3 2290", row(stats.at("/counts/0"), "kind"));
        assertEquals("displaced DELETED 1 445", row(stats.at("/reasons/0"), "reason"));
    }

    private static String row(JsonNode count, String name) {
        return count.path(name).asText() + " " + count.path("state").asText() + " "
                + count.path("files").asText() + " " + count.path("bytes").asText();
    }

    @Test
    void report_namesTheLeaderWithoutAFileAndHowToGetItBack() {
        JsonNode report = api.get("/api/files/report").json();
        String text = report.path("summary").asText();
        assertTrue(text.contains("Of 4 model files ever made 1 are kept (25.0 %)"), text);
        assertTrue(
                text.contains("MISSING: model of run 3, which leads EURUSD/1h range: the object is gone."
                        + " `deploy/regimen files retrain` trains configuration h3 again"),
                text);
        assertTrue(text.contains("9 files read, 1 not as they should be"), text);
        assertTrue(text.contains("Last restore check: never."), text);
        assertEquals("x1", report.at("/last_sweep/execution").asText(), "the newest that ended well");
        assertEquals(1, report.path("problems").size());
    }

    @Test
    void sweep_startsTheWorkflow_andRefusesASecondOne() {
        Answer started = api.post("/api/files/sweeps", "{\"dry_run\": true}");
        assertEquals(201, started.status(), started.response().body());
        assertEquals("storage-sweep", started.text("/workflow_id"));
        assertEquals("/api/files/jobs/" + started.text("/execution"), started.header("Location"));
        assertEquals(
                404, api.get("/api/files/jobs/" + started.text("/execution")).status(), "no worker has begun it");

        Answer second = api.post("/api/files/sweeps", "{}");
        assertEquals(409, second.status());
        assertTrue(second.text("/detail").contains("running"), second.text("/detail"));
    }

    @Test
    void jobs_areListedByKind() {
        assertEquals("3", api.get("/api/files/jobs").text("/total"));
        assertEquals("x3", api.get("/api/files/jobs?kind=verify").text("/items/0/execution"));
        assertEquals("the store is away", api.get("/api/files/jobs/x2").text("/reason"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /api/files/sweeps | {"grace_seconds": -5}                     | 422 application/problem+json grace_seconds
            /api/files/sweeps | {"colour": "red"}                         | 422 application/problem+json colour
            /api/files/checks | {}                                        | 422 application/problem+json kind
            /api/files/checks | {"kind": "verify", "sample": 5000}        | 422 application/problem+json sample
            /api/files/checks | {"kind": "guess"}                         | 400 application/problem+json kind
            """)
    void start_ofAnInvalidRequest_namesTheField(String path, String body, String expected) {
        assertEquals(expected, api.post(path, body).problem());
    }
}
