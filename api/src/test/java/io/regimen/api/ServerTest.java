package io.regimen.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.web.router.Router;
import io.regimen.api.TestApi.Answer;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The server itself: health, version, document, address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServerTest {
    private TestApi api;

    @BeforeAll
    void start() throws IOException, SQLException {
        api = new TestApi();
    }

    @AfterAll
    void stop() throws IOException {
        api.close();
    }

    @Test
    void health_andReadinessAreUp() {
        assertEquals("UP", api.get("/health").text("/status"));
        assertEquals(
                "{\"status\":\"UP\",\"checks\":{\"database\":\"UP\",\"temporal\":\"UP\"}}",
                api.get("/health/readiness").response().body());
    }

    @Test
    void version_isTheBuilds() {
        assertTrue(api.get("/api/version").text("/version").matches("[0-9]+\\.[0-9]+\\.[0-9]+.*"));
    }

    @Test
    void openApi_holdsEveryRoute() {
        Answer document = api.get("/api/openapi.yml");
        assertEquals(200, document.status());
        assertTrue(document.header("Content-Type").startsWith("application/yaml"));

        List<String> routes = api.server
                .context()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(route -> route.getHttpMethodName().toLowerCase(Locale.ROOT) + " "
                        + route.getUriMatchTemplate().toPathString())
                .distinct()
                .sorted()
                .toList();

        assertTrue(routes.size() >= 22, routes.toString());
        assertEquals(
                List.of(),
                routes.stream()
                        .filter(route -> !documents(document.response().body(), route))
                        .toList());
        assertFalse(documents(document.response().body(), "delete /api/runs"), "the check itself can fail");
    }

    @Test
    void start_refusesAnAddressThatIsNotLoopback() {
        assertThrows(
                IllegalArgumentException.class,
                () -> ApiServer.start(Map.of("micronaut.server.host", "0.0.0.0"), api.client()));
    }

    @Test
    void start_whileDatabaseAndTemporalAreAway() throws Exception {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:1")
                .build());
        try (ApiServer server = ApiServer.start(
                        TestApi.properties("jdbc:postgresql://127.0.0.1:1/none"), WorkflowClient.newInstance(stubs));
                HttpClient http = HttpClient.newHttpClient()) {
            assertEquals(200, get(http, server, "/health").statusCode());
            assertEquals(
                    "{\"status\":\"DOWN\",\"checks\":{\"database\":\"DOWN\",\"temporal\":\"DOWN\"}}",
                    get(http, server, "/health/readiness").body());
            HttpResponse<String> runs = get(http, server, "/api/runs");
            assertEquals(503, runs.statusCode(), runs.body());
            assertTrue(runs.body().contains("The database does not answer"), runs.body());
        } finally {
            stubs.shutdownNow();
        }
    }

    private static boolean documents(String document, String route) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1);
        return Pattern.compile("(?m)^  " + Pattern.quote(path) + ":\\n(    .*\\n)*?    " + method + ":")
                .matcher(document)
                .find();
    }

    private static HttpResponse<String> get(HttpClient http, ApiServer server, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
