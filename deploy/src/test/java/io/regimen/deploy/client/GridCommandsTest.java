package io.regimen.deploy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.client.CannedApi.Outcome;
import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.Json;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GridCommandsTest {
    private static final String GRID = """
            {"id": 4, "name": "g", "workflow_id": "grid-g", "status": "%s", "total": 4, "succeeded": %d, "skipped": 1,
             "failed": %d, "cancelled": 0, "reasons": [%s]}""";
    private static final String FAILED = """
            {"status": "failed", "failure_kind": "MISSING_DATA", "reason": "too few bars", "cells": 1,
             "first_index": 2}""";
    private static final String TRAINED = """
            {"status": "skipped", "reason": "already trained", "cells": 1, "first_index": 0}""";
    private static final String NO_LEADERS = "{\"items\": [], \"total\": 0, \"limit\": 50, \"offset\": 0}";

    private CannedApi api;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        api = new CannedApi();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void validate_ofAValidRequest() {
        api.on("POST /api/grids/validate", 200, """
                {"valid": true, "cells": 16, "problems": [],
                 "inference": [{"horizons": [4, 8], "configurations": 135, "distinct": 131}]}""");

        assertEquals(
                new Outcome(0, "valid: 16 cells; 135 configurations per model, of which 131 can differ\n", ""),
                api.run("grid", "validate", file("{\"name\": \"g\"}")));
        assertEquals(List.of("POST /api/grids/validate {\"name\":\"g\"} as application/json"), api.asked);
    }

    @Test
    void validate_ofAnInvalidRequestListsTheProblems() {
        api.on("POST /api/grids/validate", 200, """
                {"valid": false, "cells": 0, "problems": [
                  {"field": "horizons[1]", "message": "0 is out of bounds", "hint": "Use 1 to 500"}]}""");

        assertEquals(
                new Outcome(2, "invalid:\n  horizons[1]: 0 is out of bounds. Use 1 to 500.\n", ""),
                api.run("grid", "validate", file("{}")));
    }

    @Test
    void file_thatIsNotJsonIsRefusedWithItsPlace() {
        Outcome outcome = CannedApi.run(api.uri(), "{\n  \"name\": x}", "grid", "validate", "-");

        assertEquals(2, outcome.code());
        assertTrue(outcome.err().startsWith("regimen: standard input is not JSON, line 2, column "), outcome.err());
        assertEquals(List.of(), api.asked);
    }

    @Test
    void file_thatDoesNotExist() {
        Outcome outcome = api.run("grid", "start", "/no/such/file");

        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("Cannot read /no/such/file"), outcome.err());
    }

    @Test
    void estimate_inWords() {
        api.on("POST /api/grids/estimate", 200, """
                {"cells": 16, "already_trained": 4, "inference_backtests": 1620, "seconds": 3725.2,
                 "inference": [{"horizons": [1], "configurations": 45, "distinct": 43},
                               {"horizons": [4], "configurations": 60, "distinct": 60}],
                 "basis": "mean of 40 ridge runs"}""");

        assertEquals("""
                16 cells, 4 already trained, 1620 inference backtests: 1 h 2 min of work (mean of 40 ridge runs)
                45 configurations per model of horizon 1, where all prediction methods are one, of which 43 can differ; \
                60 configurations per model, of which all can differ
                """, api.run("grid", "estimate", file("{}")).out());
    }

    @Test
    void start_sendsTheFileUnderAnotherNameWithoutItsComments() {
        api.on("POST /api/grids", 201, """
                {"name": "h", "workflow_id": "grid-h", "run_id": "r", "cells": 4, "web_ui": "http://ui/grid-h",
                 "inference": [{"horizons": [4], "configurations": 135, "distinct": 131}]}""");

        Outcome outcome = CannedApi.run(
                api.uri(), "{\n // why\n \"name\": \"g\", \"seed\": 7}", "grid", "start", "-", "--name", "h");

        assertEquals("""
                started grid h: 4 cells, workflow grid-h
                135 configurations per model, of which 131 can differ
                http://ui/grid-h
                """, outcome.out());
        assertEquals(0, outcome.code());
        assertEquals(
                List.of("POST /api/grids {\"name\":\"h\",\"seed\":7,\"created_by\":\"cli\"} as application/json"),
                api.asked);
    }

    @ParameterizedTest
    @CsvSource({"400, 2", "422, 2", "404, 1", "409, 1", "503, 1"})
    void error_isOneSentenceAndAnExitCode(int status, int code) {
        api.on("POST /api/grids", status, """
                {"status": 409, "detail": "Grid g is running", "problems": []}""");

        assertEquals(new Outcome(code, "", "regimen: Grid g is running\n"), api.run("grid", "start", file("{}")));
    }

    @Test
    void error_withSeveralProblemsListsThem() {
        api.on("POST /api/grids", 422, """
                {"detail": "2 things are wrong", "problems": [
                  {"field": "a", "message": "missing", "hint": "Give it"},
                  {"field": "b", "message": "unknown field", "hint": "Remove it"}]}""");

        assertEquals(
                "regimen: 2 things are wrong\n  a: missing. Give it.\n  b: unknown field. Remove it.\n",
                api.run("grid", "start", file("{}")).err());
    }

    @Test
    void notRunning_isSaidInOneSentence() {
        Outcome outcome = CannedApi.run(URI.create("http://127.0.0.1:1"), "", "grid", "list");

        assertEquals(
                new Outcome(
                        1,
                        "",
                        "regimen: Regimen is not running at http://127.0.0.1:1; start it with deploy/regimen up\n"),
                outcome);
    }

    @Test
    void otherServer_isSaidToBeNone() {
        api.on("GET /api/grids", 200, "<html>");

        assertTrue(api.run("grid", "list").err().contains("is not the API of Regimen"));
    }

    @Test
    void list_asTableAndAsTheApisBody() {
        String body = """
                {"items": [{"id": 12, "name": "g", "status": "running", "total": 16, "succeeded": 3, "skipped": 0,
                 "failed": 0, "running": 4, "pending": 9, "created_by": "cli",
                 "created_at": "2026-02-03T10:00:00.123456Z"}], "total": 30, "limit": 1, "offset": 2}""";
        api.on("GET /api/grids?status=running&limit=1&offset=2", 200, body);
        String[] arguments = {"grid", "list", "--status", "running", "--limit", "1", "--offset", "2"};

        assertEquals("""
                ID  NAME  STATUS   TOTAL  SUCCEEDED  SKIPPED  FAILED  RUNNING  PENDING  CREATED BY  CREATED AT
                12  g     running     16          3        0       0        4        9  cli         2026-02-03T10:00:00Z
                3 to 3 of 30
                """, api.run(arguments).out());
        String[] json = Arrays.copyOf(arguments, arguments.length + 1);
        json[arguments.length] = "--output=json";
        assertEquals(body + "\n", api.run(json).out());
    }

    @Test
    void show_fieldsAndReasons() {
        api.on("GET /api/grids/g", 200, GRID.formatted("completed", 2, 1, FAILED));

        String out = api.run("grid", "show", "g").out();

        assertTrue(out.contains("status       completed\n"), out);
        assertTrue(out.endsWith("  1 failed: MISSING_DATA too few bars (first: cell 2)\n"), out);
    }

    @Test
    void show_ofARefusedGridSaysWhy() {
        api.on("GET /api/grids/g", 200, """
                {"name": "g", "status": "failed", "total": 0, "reasons": [],
                 "workflow": {"status": "failed", "failure": "symbols: there are no bars of XAUUSD/1h"}}""");

        assertEquals("""
                name    g
                status  failed
                total   0
                symbols: there are no bars of XAUUSD/1h
                """, api.run("grid", "show", "g").out());
    }

    @Test
    void watch_printsChangesAndTheEnd() {
        api.on("GET /api/grids/g", 200, "{\"name\": \"g\", \"status\": \"planning\", \"total\": 0}")
                .on("GET /api/grids/g", 200, GRID.formatted("running", 0, 0, TRAINED))
                .on("GET /api/grids/g", 200, GRID.formatted("running", 0, 0, TRAINED))
                .on("GET /api/grids/g", 200, GRID.formatted("paused", 0, 0, TRAINED))
                .on("GET /api/grids/g", 200, GRID.formatted("completed", 3, 0, TRAINED))
                .on("GET /api/leaders?grid=4", 200, """
                        {"items": [{"symbol": "EURUSD", "timeframe": "1h", "regime_name": "range",
                         "performance_score": 1.25, "verdict": "PROVEN", "training_run_id": 7}], "total": 1}""");

        Outcome outcome = api.run("grid", "watch", "g");

        assertEquals(0, outcome.code());
        assertEquals("""
                g planning
                g running: 1 of 4 cells ended (1 skipped)
                g paused: 1 of 4 cells ended (1 skipped)
                grid g completed: 4 cells, 3 succeeded, 1 skipped
                  1 skipped: already trained (first: cell 0)
                leaders from this grid:""", outcome.out().lines().limit(6).collect(Collectors.joining("\n")));
        assertTrue(outcome.out().contains("1.2500"), outcome.out());
        assertEquals("", outcome.err());
    }

    @ParameterizedTest
    @CsvSource({"completed, 1, 1", "cancelled, 0, 1", "terminated, 0, 1", "completed, 0, 0"})
    void watch_exitCodeSaysWhetherAllEndedWell(String status, int failed, int code) {
        api.on("GET /api/grids/g", 200, GRID.formatted(status, 2, failed, failed > 0 ? FAILED : ""))
                .on("GET /api/leaders?grid=4", 200, NO_LEADERS);

        assertEquals(code, api.run("grid", "watch", "g").code());
    }

    @Test
    void watch_ofAGridThatCouldNotBePlannedSaysWhy() {
        api.on("GET /api/grids/g", 200, """
                {"name": "g", "status": "failed", "total": 0, "workflow": {"failure": "no bars of GBPUSD/1h"}}""");

        assertEquals(new Outcome(1, "grid g failed: no bars of GBPUSD/1h\n", ""), api.run("grid", "watch", "g"));
    }

    @Test
    void startAndWatch_asJsonPrintsOnlyTheEnd() {
        String end = GRID.formatted("completed", 3, 0, TRAINED);
        api.on(
                        "POST /api/grids",
                        201,
                        "{\"name\": \"g\", \"workflow_id\": \"grid-g\", \"cells\": 4,"
                                + " \"inference\": [{\"horizons\": [4], \"configurations\": 135, \"distinct\": 131}]}")
                .on("GET /api/grids/g", 200, end);

        Outcome outcome = api.run("grid", "start", file("{}"), "--watch", "--output", "json");

        assertEquals(end + "\n", outcome.out());
        assertEquals("""
                started grid g: 4 cells, workflow grid-g
                135 configurations per model, of which 131 can differ
                """, outcome.err());
    }

    @ParameterizedTest
    @CsvSource({"pause", "resume", "cancel", "retry-failed"})
    void control_isPassedOn(String action) {
        api.on("POST /api/grids/g/" + action, 202, "{\"name\": \"g\"}");

        assertEquals(new Outcome(0, action + ": passed on to grid g\n", ""), api.run("grid", action, "g"));
        assertEquals(List.of("POST /api/grids/g/" + action + " {} as application/json"), api.asked);
    }

    @Test
    void window_andSkipSendTheirNumbers() {
        api.on("POST /api/grids/g/window", 200, "{\"name\": \"g\", \"window\": 8, \"previous\": 4}")
                .on("POST /api/grids/g/skip", 202, "{\"name\": \"g\"}");

        assertEquals(
                "window of grid g: 8 cells, before 4\n",
                api.run("grid", "window", "g", "8").out());
        assertEquals(
                "skip: passed on to grid g for 2 cells\n",
                api.run("grid", "skip", "g", "3", "5").out());
        assertEquals(
                List.of(
                        "POST /api/grids/g/window {\"window\":8} as application/json",
                        "POST /api/grids/g/skip {\"indices\":[3,5]} as application/json"),
                api.asked);
    }

    @Test
    void reference_cannotReachAnotherPath() {
        api.run("grid", "show", "../runs?x=1");

        assertEquals(List.of("GET /api/grids/..%2Fruns%3Fx%3D1"), api.asked);
    }

    @Test
    void example_isAValidRequestWithEveryField() throws IOException {
        JsonNode example = Json.mapper()
                .readTree(api.run("grid", "example", "--output", "json").out());
        GridRequest request = Json.mapper().treeToValue(example, GridRequest.class);

        assertEquals(List.of(), GridPlanner.problems(request));
        assertEquals(8, GridPlanner.cellCount(request));
        Set<String> fields = Arrays.stream(GridRequest.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !name.equals("retryOf") && !name.equals("unknown"))
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> shown = new TreeSet<>();
        example.fieldNames().forEachRemaining(shown::add);
        assertEquals(fields, shown);
    }

    @Test
    void example_withCommentsIsTakenAsAFile() {
        api.on(
                "POST /api/grids/validate",
                200,
                "{\"valid\": true, \"cells\": 16, \"inference\": [], \"problems\": []}");
        String example = api.run("grid", "example").out();

        assertTrue(example.contains("// "), example);
        assertEquals(
                0, CannedApi.run(api.uri(), example, "grid", "validate", "-").code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            grid window g many
            grid start
            grid list --colour red
            grid skip g
            runs --output xml
            """)
    void usage_thatMakesNoSenseExitsWithTwo(String arguments) {
        assertEquals(2, api.run(arguments.split(" ")).code());
    }

    private String file(String text) {
        try {
            return Files.writeString(folder.resolve("grid.json"), text).toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
