package io.regimen.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.regimen.workflows.GridTrainingWorkflow;
import io.regimen.workflows.Json;
import io.regimen.workflows.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;

/** A running API over a real PostgreSQL that holds {@code fixture.sql} and a Temporal server with a {@link FakeGrid}. */
final class TestApi implements AutoCloseable {
    /** A valid request of four cells. */
    static final String REQUEST = """
            {"name": "%s", "model_types": ["ridge", "xgboost"], "symbols": ["EURUSD"], "base_timeframes": ["1h"],
             "days_history": [200], "horizons": [1, 4], "seed": 7}
            """;

    final EmbeddedPostgres postgres;
    final TestWorkflowEnvironment temporal;
    final ApiServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    TestApi() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var fixture = getClass().getResourceAsStream("/fixture.sql")) {
            statement.execute(new String(Objects.requireNonNull(fixture).readAllBytes(), StandardCharsets.UTF_8));
        }
        temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Json.dataConverter())
                        .build())
                .setUseTimeskipping(false)
                .build());
        temporal.newWorker(TaskQueues.CPU, WorkerOptions.getDefaultInstance())
                .registerWorkflowImplementationTypes(
                        FakeGrid.class,
                        FakeRejudgement.class,
                        FakeCurve.class,
                        FakeRegimes.class,
                        FakeLeaderChange.class,
                        FakeSweep.class);
        temporal.start();
        server = ApiServer.start(properties(postgres.getJdbcUrl("postgres", "postgres")), temporal.getWorkflowClient());
    }

    static Map<String, Object> properties(String jdbcUrl) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("micronaut.server.port", -1);
        properties.put("datasources.default.url", jdbcUrl);
        properties.put("datasources.default.username", "postgres");
        properties.put("datasources.default.connection-timeout", 1000);
        properties.put("regimen.temporal.ui", "http://localhost:8233/");
        return properties;
    }

    WorkflowClient client() {
        return temporal.getWorkflowClient();
    }

    /** What the workflow of a grid was told, in order. */
    String told(String name) {
        return client().newWorkflowStub(GridTrainingWorkflow.class, "grid-" + name)
                .progress()
                .state();
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
        server.close();
        temporal.close();
        postgres.close();
    }

    /** An answer whose body is read as JSON where it is JSON. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            try {
                return header("Content-Type").contains("json")
                        ? Json.mapper().readTree(response.body())
                        : MissingNode.getInstance();
            } catch (IOException e) {
                throw new IllegalStateException(response.body(), e);
            }
        }

        /** Text of a JSON pointer, empty if nothing is there. */
        String text(String pointer) {
            return json().at(pointer).asText();
        }

        /** Status, content type and the problem's field, for tables of cases. */
        String problem() {
            return status() + " " + header("Content-Type") + " " + text("/problems/0/field");
        }
    }
}
