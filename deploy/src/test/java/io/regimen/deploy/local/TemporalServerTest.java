package io.regimen.deploy.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.workflows.SearchAttributeNames;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalServerTest {
    @TempDir
    private Path home;

    private Settings settings;
    private TemporalServer server;

    @BeforeEach
    void create() {
        settings = TestHome.settings(home);
        server = new TemporalServer(settings);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    @Tag("fault")
    void workflows_surviveKillAndStop() {
        assumeProgram();
        start();
        ProcessHandle first = server.running().orElseThrow();
        start();
        assertEquals(first, server.running().orElseThrow());
        startWorkflow();

        server.crash();
        assertTrue(server.running().isEmpty());
        start();
        assertTrue(serves());
        assertEquals("WORKFLOW_EXECUTION_STATUS_RUNNING", workflowStatus());

        server.stop();
        assertTrue(server.running().isEmpty());
        start();
        assertEquals("WORKFLOW_EXECUTION_STATUS_RUNNING", workflowStatus());
    }

    @Test
    void serves_nothingThere() {
        assertFalse(serves());
    }

    @Test
    void start_uiPortTaken() throws IOException {
        assumeProgram();
        try (ServerSocket _ = new ServerSocket(settings.temporal().uiPort(), 1, InetAddress.getLoopbackAddress())) {
            CommandException refusal = assertThrows(CommandException.class, this::start);
            assertTrue(refusal.getMessage().contains("REGIMEN_TEMPORAL_UI_PORT"));
        }
        assertTrue(server.running().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "'temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)', true",
        "'temporal version 0.0.0-DEV (Server 1.28.0, UI 2.42.1)', true",
        "'temporal version 9 (Server 2.0.0, UI 3)', true",
        "'temporal version 1.3.0 (Server 1.27.1, UI 2.36)', false",
        "'something else', false"
    })
    void recent_versions(String text, boolean expected) {
        assertEquals(expected, TemporalBinary.recent(text));
    }

    private void start() {
        server.start(TestHome.silent());
    }

    private boolean serves() {
        return TemporalProbe.serves(
                settings.temporal().address(), settings.temporal().namespace(), SearchAttributeNames.ALL);
    }

    /** No worker polls: the workflow just waits, which is all that is needed here. */
    private void startWorkflow() {
        WorkflowServiceStubs stubs = stubs();
        try {
            WorkflowClient.newInstance(stubs)
                    .newUntypedWorkflowStub(
                            "Waiting",
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId("w")
                                    .setTaskQueue("nobody")
                                    .setTypedSearchAttributes(SearchAttributes.newBuilder()
                                            .set(SearchAttributeKey.forKeyword("GridId"), "g")
                                            .build())
                                    .build())
                    .start();
        } finally {
            stubs.shutdownNow();
        }
    }

    private String workflowStatus() {
        WorkflowServiceStubs stubs = stubs();
        try {
            return WorkflowClient.newInstance(stubs)
                    .newUntypedWorkflowStub("w")
                    .describe()
                    .getStatus()
                    .name();
        } finally {
            stubs.shutdownNow();
        }
    }

    private WorkflowServiceStubs stubs() {
        return WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.temporal().address())
                .build());
    }

    /** Nothing is downloaded or built by a test: {@code deploy/regimen test} has provided the program before. */
    private void assumeProgram() {

        assumeTrue(
                new TemporalBinary(home).find().isPresent(),
                "no temporal program on PATH: run the tests with deploy/regimen test");
    }
}
