package io.regimen.deploy.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {
    @TempDir
    private Path home;

    @Test
    void parts_nothingRuns() {
        LocalStack stack = new LocalStack(TestHome.settings(home), TestHome.silent());
        assertEquals(
                List.of("temporal", "postgresql", "store", "api", "worker-cpu", "worker-gpu"),
                stack.parts().stream().map(Part::part).toList());
        assertTrue(stack.parts().stream().allMatch(part -> part.state() == Part.State.STOPPED));
        assertEquals(
                List.of("temporal", "postgresql"),
                stack.servers().stream().map(LocalServer::name).toList());
    }

    @Test
    void up_externalServersAreLeftAlone() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment = TestHome.environment(home);
            String address = "127.0.0.1:" + other.getLocalPort();
            environment.put("REGIMEN_TEMPORAL_ADDRESS", address);
            environment.put("REGIMEN_DB_URL", "jdbc:postgresql://" + address + "/x?sslmode=require");
            environment.put("REGIMEN_DB_USER", "u");
            environment.put("REGIMEN_DB_PASSWORD", "p");
            environment.put("REGIMEN_S3_ENDPOINT", "http://" + address);
            environment.put("REGIMEN_S3_ACCESS_KEY", "a");
            environment.put("REGIMEN_S3_SECRET_KEY", "s");
            LocalStack stack = new LocalStack(Settings.load(environment), TestHome.silent());
            assertEquals(List.of(), stack.servers());
            stack.up(List.of("store"), false);
            assertEquals(
                    List.of(Part.State.EXTERNAL, Part.State.EXTERNAL, Part.State.EXTERNAL),
                    stack.parts().stream().limit(3).map(Part::state).toList());
            stack.down();
        }
        assertFalse(Files.exists(home.resolve("postgres")));
        assertFalse(Files.exists(home.resolve("secrets.properties")));
    }

    @Test
    void up_anExternalServerIsNotThere() {
        Map<String, String> environment = TestHome.environment(home);
        environment.put("REGIMEN_TEMPORAL_ADDRESS", "127.0.0.1:1");
        LocalStack stack = new LocalStack(Settings.load(environment), TestHome.silent());
        CommandException refusal = assertThrows(CommandException.class, () -> stack.up(LocalStack.ROLES, false));
        assertTrue(refusal.getMessage().contains("127.0.0.1:1"));
        assertEquals(Part.State.STOPPED, stack.parts().get(1).state());
    }

    @Test
    void up_aTakenPortStartsNothing() throws IOException {
        Settings settings = TestHome.settings(home);
        try (ServerSocket _ = new ServerSocket(settings.api().port(), 1, InetAddress.getLoopbackAddress())) {
            LocalStack stack = new LocalStack(settings, TestHome.silent());
            CommandException refusal = assertThrows(CommandException.class, () -> stack.up(LocalStack.ROLES, false));
            assertTrue(refusal.getMessage().contains("REGIMEN_API_PORT"));
            assertTrue(stack.parts().stream().allMatch(part -> part.state() == Part.State.STOPPED));
        }
    }

    @Test
    void up_oneCommandAtATime() {
        Settings settings = TestHome.settings(home);
        try (HomeLock _ = HomeLock.take(home)) {
            LocalStack stack = new LocalStack(settings, TestHome.silent());
            CommandException refusal = assertThrows(CommandException.class, stack::down);
            assertTrue(refusal.getMessage().startsWith("Another command"));
        }
    }
}
