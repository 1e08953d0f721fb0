package io.regimen.deploy.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.deploy.terminal.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void requireFree_taken() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertTrue(Ports.answers("127.0.0.1", port, Duration.ofSeconds(5)));
            CommandException refusal = assertThrows(
                    CommandException.class, () -> Ports.requireFree(port, "PostgreSQL", "REGIMEN_PG_PORT"));
            assertTrue(refusal.getMessage()
                    .matches("Port " + port + " on 127\\.0\\.0\\.1.*PostgreSQL.*REGIMEN_PG_PORT.*"));
        }
    }

    @Test
    void requireFree_free() throws IOException {
        int port;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();
        }
        Ports.requireFree(port, "PostgreSQL", "REGIMEN_PG_PORT");
        assertFalse(Ports.answers("127.0.0.1", port, Duration.ofSeconds(5)));
    }
}
