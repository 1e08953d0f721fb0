package io.regimen.deploy.role;

import io.regimen.api.ApiServer;
import io.regimen.deploy.settings.Settings;
import io.temporal.client.WorkflowClient;
import java.util.Map;

/** The REST API on its loopback address. */
public final class ApiRole implements Role {
    private static final int CONNECTIONS = 8;

    @Override
    public String name() {
        return "api";
    }

    @Override
    public AutoCloseable start(Settings settings) {
        WorkflowClient client = Connections.temporal(settings.temporal(), name());
        SearchAttributes.register(client);
        Map<String, Object> properties = Connections.database(settings.database(), CONNECTIONS);
        properties.put("micronaut.server.host", settings.api().host());
        properties.put("micronaut.server.port", settings.api().port());
        if (!settings.temporal().external()) {
            properties.put(
                    "regimen.temporal.ui",
                    "http://127.0.0.1:" + settings.temporal().uiPort());
        }
        ApiServer server = ApiServer.start(properties, client);
        return () -> {
            server.close();
            client.getWorkflowServiceStubs().shutdownNow();
        };
    }
}
