package io.regimen.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.temporal.client.WorkflowClient;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A running API server. It can live beside workers in one JVM: it has a context of its own. */
public final class ApiServer implements AutoCloseable {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1");
    private static final Map<String, Object> DEFAULTS = Map.of(
            "micronaut.application.name",
            "regimen",
            "micronaut.server.host",
            "127.0.0.1",
            "micronaut.server.port",
            8080,
            // micronaut-flyway brings the management endpoints along
            "endpoints.all.enabled",
            false,
            // handlers wait for PostgreSQL and Temporal: each gets a virtual thread
            "micronaut.server.thread-selection",
            "BLOCKING",
            "micronaut.server.max-request-size",
            "2MB",
            "datasources.default.driver-class-name",
            "org.postgresql.Driver",
            "datasources.default.connection-timeout",
            5000,
            // the server starts, and says so in its readiness, while the database is still away
            "datasources.default.initialization-fail-timeout",
            -1);

    private final ApplicationContext context;
    private final EmbeddedServer server;

    private ApiServer(ApplicationContext context, EmbeddedServer server) {
        this.context = context;
        this.server = server;
    }

    /**
     * Starts the server. It listens when this returns, also if the database or Temporal does not answer yet.
     *
     * @param properties {@code datasources.default.url}, {@code .username}, {@code .password};
     *     {@code micronaut.server.port} (8080; -1 for any free one); {@code regimen.api.allowed-hosts} for names beside
     *     the loopback ones; {@code regimen.temporal.ui} for links to the Temporal Web UI. Environment variables are not
     *     read
     * @param client uses {@link io.regimen.workflows.Json#dataConverter}; it stays the caller's to shut down
     * @throws IllegalArgumentException if the address is not a loopback one: there is no authentication
     */
    public static ApiServer start(Map<String, Object> properties, WorkflowClient client) {
        Map<String, Object> merged = new HashMap<>(DEFAULTS);
        merged.putAll(properties);
        Object host = merged.get("micronaut.server.host");
        if (!LOOPBACK.contains(String.valueOf(host))) {
            throw new IllegalArgumentException(
                    "the API has no authentication: it listens on 127.0.0.1, not on " + host);
        }
        ApplicationContext context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .properties(merged)
                .build();
        context.registerSingleton(WorkflowClient.class, client);
        try {
            context.start();
            return new ApiServer(context, context.getBean(EmbeddedServer.class).start());
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    public int port() {
        return server.getPort();
    }

    public URI uri() {
        return server.getURI();
    }

    /** Stops listening and closes the connections to the database. */
    @Override
    public void close() {
        server.stop();
        context.close();
    }

    ApplicationContext context() {
        return context;
    }
}
