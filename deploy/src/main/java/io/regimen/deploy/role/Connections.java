package io.regimen.deploy.role;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.Scope;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.artifact.ObjectStoreConfig;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.workflows.Json;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLException;

/** Clients of the three servers, the same whether a server is local or given by its address. */
public final class Connections {
    private Connections() {}

    /** A Temporal client; shut its service stubs down after use. */
    public static WorkflowClient temporal(Settings.Temporal temporal) {
        return temporal(temporal, "regimen");
    }

    /**
     * As above, for a role: the Web UI shows who polls, who worked last on a step and who sent a signal, as
     * {@code worker-cpu 4711@host}.
     */
    public static WorkflowClient temporal(Settings.Temporal temporal, String role) {
        return temporal(temporal, role, new NoopScope());
    }

    /** The same, whose measurements go to a scope. */
    public static WorkflowClient temporal(Settings.Temporal temporal, String role, Scope metrics) {
        WorkflowServiceStubsOptions.Builder options = WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporal.address())
                .setMetricsScope(metrics);
        if (temporal.tls() != null) {
            options.setSslContext(tls(temporal.tls()));
        }
        if (temporal.apiKey() != null) {
            String key = temporal.apiKey().value();
            options.addApiKey(() -> key).setEnableHttps(temporal.tls() == null);
        }
        return WorkflowClient.newInstance(
                WorkflowServiceStubs.newServiceStubs(options.build()),
                WorkflowClientOptions.newBuilder()
                        .setNamespace(temporal.namespace())
                        .setIdentity(role + " "
                                + ManagementFactory.getRuntimeMXBean().getName())
                        .setDataConverter(Json.dataConverter())
                        .build());
    }

    public static ObjectStore store(Settings.Store store) {
        return new ObjectStore(
                new ObjectStoreConfig(
                        store.endpoint(),
                        store.region(),
                        store.bucket(),
                        store.accessKey(),
                        store.secretKey().value(),
                        true),
                store.limits());
    }

    /** Properties of a Micronaut datasource; inserts of a batch travel together. */
    public static Map<String, Object> database(Settings.Database database, int connections) {
        Map<String, Object> out = new HashMap<>();
        String separator = database.url().contains("?") ? "&" : "?";
        out.put("datasources.default.url", database.url() + separator + "reWriteBatchedInserts=true");
        out.put("datasources.default.username", database.user());
        out.put("datasources.default.password", database.password().value());
        out.put("datasources.default.driver-class-name", "org.postgresql.Driver");
        out.put("datasources.default.maximum-pool-size", connections);
        out.put("datasources.default.minimum-idle", 1);
        out.put("datasources.default.connection-timeout", 10_000);
        out.put("flyway.datasources.default.enabled", true);
        return out;
    }

    private static io.grpc.netty.shaded.io.netty.handler.ssl.SslContext tls(Settings.Tls tls) {
        try {
            SslContextBuilder builder = GrpcSslContexts.forClient();
            if (tls.authorities() != null) {
                builder.trustManager(tls.authorities().toFile());
            }
            if (tls.certificate() != null && tls.key() != null) {
                builder.keyManager(tls.certificate().toFile(), tls.key().toFile());
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw CommandException.failed(
                    "The TLS files of Temporal cannot be used: " + e.getMessage() + ". Check REGIMEN_TEMPORAL_TLS_*.");
        }
    }
}
