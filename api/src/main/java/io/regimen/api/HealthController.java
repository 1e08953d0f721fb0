package io.regimen.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.jdbc.DataSourceResolver;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says whether this process lives, and whether what it needs answers. */
@Controller("/health")
final class HealthController {
    private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);
    private static final int LIMIT_SECONDS = 3;

    private final DataSource database;
    private final WorkflowClient temporal;

    HealthController(DataSource database, DataSourceResolver resolver, WorkflowClient temporal) {
        // the bean itself only works inside a transaction
        this.database = resolver.resolve(database);
        this.temporal = temporal;
    }

    /**
     * State of the server.
     *
     * @param status UP or DOWN
     * @param checks the same of each part that was asked
     */
    record Health(String status, SortedMap<String, String> checks) {}

    /** Liveness: the process answers. Asks nobody else. */
    @Get
    Health live() {
        return new Health("UP", new TreeMap<>());
    }

    /** Readiness: PostgreSQL and Temporal answer; 503 if one of them does not. */
    @Get("/readiness")
    @ApiResponse(responseCode = "200", description = "Both answer")
    @ApiResponse(responseCode = "503", description = "One of them does not")
    HttpResponse<Health> ready() {
        SortedMap<String, String> checks = new TreeMap<>();
        checks.put("database", databaseAnswers() ? "UP" : "DOWN");
        checks.put("temporal", temporalAnswers() ? "UP" : "DOWN");
        boolean up = !checks.containsValue("DOWN");
        return HttpResponse.<Health>status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Health(up ? "UP" : "DOWN", checks));
    }

    private boolean databaseAnswers() {
        try (var connection = database.getConnection()) {
            return connection.isValid(LIMIT_SECONDS);
        } catch (SQLException e) {
            LOG.warn("not ready: the database does not answer: {}", e.getMessage());
            return false;
        }
    }

    // a wire error, a wrong address and a refused login all mean the same to the caller: not ready
    @SuppressWarnings("IllegalCatch")
    private boolean temporalAnswers() {
        try {
            temporal.getWorkflowServiceStubs()
                    .blockingStub()
                    .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
            return true;
        } catch (RuntimeException e) {
            LOG.warn("not ready: Temporal does not answer: {}", e.getMessage());
            return false;
        }
    }
}
