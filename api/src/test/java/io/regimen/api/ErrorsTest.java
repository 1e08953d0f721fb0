package io.regimen.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.api.TestApi.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API says to requests it does not serve. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ErrorsTest {
    private static final String PROBLEM = " application/problem+json ";

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
            /api/runs?colour=red           | 400 | colour
            /api/runs?limit=0              | 400 | limit
            /api/runs?limit=1001           | 400 | limit
            /api/runs?limit=many           | 400 | limit
            /api/runs?limit=99999999999    | 400 | limit
            /api/runs?offset=-1            | 400 | offset
            /api/runs?kept=perhaps         | 400 | kept
            /api/runs?sort=password        | 400 | sort
            /api/runs?order=up             | 400 | order
            /api/runs?status=done          | 400 | status
            /api/runs?base_timeframe=7h    | 400 | base_timeframe
            /api/runs?symbol=A&symbol=B    | 400 | symbol
            /api/runs/1?include=weights    | 400 | include
            /api/runs/1/backtests?sort=id; | 400 | sort
            /api/grids?status=lost         | 400 | status
            /api/grids/3/cells?status=odd  | 400 | status
            /api/regimes?limit=1           | 400 | limit
            /health?verbose=1              | 400 | verbose
            /api/runs/1/backtests/x/detail | 400 | index
            /api/runs/1/backtests/0/detail | 404 | ''
            /api/runs/1/backtests/9/detail | 404 | ''
            /api/runs/99                   | 404 | ''
            /api/runs/nothing              | 404 | ''
            /api/grids/nothing             | 404 | ''
            /api/grids/..%2F..%2Fetc       | 404 | ''
            /api/grids/nothing/cells       | 404 | ''
            /api/nothing                   | 404 | ''
            /                              | 404 | ''
            /beans                         | 404 | ''
            /env                           | 404 | ''
            /routes                        | 404 | ''
            /loggers                       | 404 | ''
            /threaddump                    | 404 | ''
            /refresh                       | 404 | ''
            """)
    void get_whatIsNotServedIsAProblem(String path, int status, String field) {
        Answer answer = api.get(path);

        assertEquals(status + PROBLEM + field, answer.problem());
        assertNothingLeaks(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                      | 400 | body
            {} {}                                  | 400 | body
            []                                     | 400 | body
            "text"                                 | 400 | body
            null                                   | 400 | ''
            ''                                     | 400 | ''
            {"horizons": [1, "x"]}                 | 400 | horizons[1]
            {"horizons": 4}                        | 400 | horizons
            {"horizons": [1.5]}                    | 400 | horizons[0]
            {"horizons": ["4"]}                    | 400 | horizons[0]
            {"horizons": [99999999999]}            | 400 | horizons[0]
            {"symbols": [null]}                    | 400 | symbols[0]
            {"symbols": [{}]}                      | 400 | symbols[0]
            {"model_types": ["tree"]}              | 400 | model_types[0]
            {"base_timeframes": ["7h"]}            | 400 | base_timeframes[0]
            {"inference": {"lookback_windows": {}}}| 400 | inference.lookback_windows
            {"inference": {"prediction_methods": ["guess"]}}| 400 | inference.prediction_methods[0]
            {"costs": {"fee_bps": "much"}}         | 400 | costs.fee_bps
            {"costs": {"spread": "wide"}}          | 400 | costs.spread
            {"name": "a", "name": "b"}             | 400 | body
            """)
    void post_bodyThatCannotBeReadNamesTheField(String body, int status, String field) {
        Answer answer = api.post("/api/grids/validate", body);

        assertEquals(
                status + PROBLEM + field, answer.problem(), answer.response().body());
        assertNothingLeaks(answer);
    }

    @Test
    void post_brokenJsonSaysWhere() {
        assertTrue(api.post("/api/grids/validate", "{\n  \"name\": x}")
                .text("/detail")
                .contains("line 2"));
    }

    @Test
    void post_unknownModelTypeListsTheAvailableOnes() {
        assertTrue(api.post("/api/grids/validate", "{\"model_types\": [\"tree\"]}")
                .text("/detail")
                .contains("ridge, xgboost, zero, momentum"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""})
    void post_onlyJsonIsTaken(String contentType) {
        var request = api.request("/api/grids/3/pause").POST(BodyPublishers.ofString("{}"));
        Answer answer = api.send(contentType.isEmpty() ? request : request.header("Content-Type", contentType));

        assertEquals("415" + PROBLEM, answer.problem());
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/grids/3",
        "PUT, /api/grids",
        "POST, /api/runs",
        "GET, /api/grids/3/pause",
        "PATCH, /health"
    })
    void method_thatAPathDoesNotTake(String method, String path) {
        Answer answer = api.send(api.request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString("{}")));

        assertEquals("405" + PROBLEM, answer.problem());
        assertNothingLeaks(answer);
    }

    @Test
    void body_thatIsTooLarge() {
        Answer answer = api.post("/api/grids/validate", "{\"name\": \"" + "x".repeat(3_000_000) + "\"}");

        assertEquals("413" + PROBLEM, answer.problem());
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, 421",
        "evil.example:8080, 421",
        "127.0.0.1.evil.example, 421",
        "[::2], 421",
        "127.0.0.1, 200",
        "LOCALHOST:99, 200",
        "[::1]:99, 200"
    })
    void host_mustNameThisServer(String host, int status) throws IOException {
        assertEquals(status, statusFor("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"));
    }

    @Test
    void host_missingIsRefused() throws IOException {
        assertEquals(421, statusFor("GET /health HTTP/1.0\r\n\r\n"));
    }

    @Test
    void crossOrigin_isNotAllowed() {
        Answer answer = api.send(api.request("/api/grids")
                .header("Origin", "http://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertEquals("", answer.header("Access-Control-Allow-Origin"));
        assertEquals(403, answer.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/api/runs", "/api/nothing", "/api/runs?colour=red"})
    void answers_carrySafetyHeaders(String path) {
        Answer answer = api.get(path);

        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        assertEquals("default-src 'none'; frame-ancestors 'none'", answer.header("Content-Security-Policy"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals(1, answer.response().headers().allValues("Cache-Control").size());
    }

    private static void assertNothingLeaks(Answer answer) {
        String body = answer.response().body();
        assertFalse(body.contains("java.") || body.contains("io.regimen") || body.contains("Exception"), () -> body);
        assertEquals(String.valueOf(answer.status()), answer.text("/status"));
        assertFalse(answer.text("/detail").isBlank());
    }

    private int statusFor(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return Integer.parseInt(line.split(" ", 3)[1]);
        }
    }
}
