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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    /** Unpacked once for all tests of this class. */
    @TempDir
    private static Path programs;

    @TempDir
    private Path temporary;

    private Map<String, String> environment;
    private Settings settings;
    private PostgresServer server;

    @BeforeEach
    void create() {
        environment = TestHome.environment(temporary.resolve("a home with spaces"));
        settings = Settings.load(environment);
        server = new PostgresServer(settings, programs);
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    @Tag("fault")
    void data_survivesEveryEnd() throws SQLException {
        start();
        sql("CREATE TABLE t (n int)");
        sql("INSERT INTO t VALUES (1)");

        server.stop();
        assertTrue(server.running().isEmpty());
        start();
        sql("INSERT INTO t VALUES (2)");

        server.crash();
        assertTrue(server.running().isEmpty());
        start();
        sql("INSERT INTO t VALUES (3)");

        ProcessHandle killed = server.running().orElseThrow();
        killed.destroyForcibly();
        assertTrue(Daemon.gone(killed, java.time.Duration.ofSeconds(20)));
        assertTrue(server.running().isEmpty());
        start();
        assertEquals("3", query("SELECT count(*) FROM t"));
    }

    @Test
    void start_isSafeAndRepeatable() throws SQLException, IOException {
        start();
        ProcessHandle first = server.running().orElseThrow();
        start();
        assertEquals(first, server.running().orElseThrow());
        assertEquals("on", query("SHOW fsync"));
        assertEquals("on", query("SHOW data_checksums"));
        assertEquals("127.0.0.1", query("SHOW listen_addresses"));
        assertEquals("", query("SHOW unix_socket_directories"));
        assertEquals("UTF8", query("SHOW server_encoding"));
        assertEquals("scram-sha-256", query("SELECT DISTINCT auth_method FROM pg_hba_file_rules"));
        assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(settings.database().url(), "regimen", "wrong")
                        .close());
        assertFalse(Files.readString(settings.in("log", "postgresql.log"))
                .contains(settings.database().password().value()));

        environment.put("REGIMEN_PG_PORT", "1");
        PostgresServer moved = new PostgresServer(Settings.load(environment), programs);
        CommandException refusal = assertThrows(CommandException.class, () -> moved.start(TestHome.silent()));
        assertTrue(refusal.getMessage().contains("already runs"), refusal.getMessage());
    }

    @Test
    void start_lockOfAnUnrelatedProcess() throws SQLException, IOException {
        start();
        server.stop();
        Files.writeString(
                settings.in("postgres", "data", "postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + settings.in("postgres", "data") + "\n1\n5432\n\n\n");
        assertTrue(server.running().isEmpty());
        start();
        assertEquals("1", query("SELECT 1"));
    }

    @Test
    void start_portTaken() throws IOException {
        int port = settings.database().port();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            CommandException refusal = assertThrows(CommandException.class, this::start);
            assertTrue(refusal.getMessage().contains(Integer.toString(other.getLocalPort())));
        }
        assertTrue(server.running().isEmpty());
    }

    private void start() {
        server.start(TestHome.silent());
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private String query(String text) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        Settings.Database database = settings.database();
        return DriverManager.getConnection(
                database.url(), database.user(), database.password().value());
    }
}
