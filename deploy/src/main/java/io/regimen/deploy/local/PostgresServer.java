package io.regimen.deploy.local;

import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL on a folder of REGIMEN_HOME, as a daemon: 127.0.0.1 only, password required, no Unix socket, every commit
 * on disk before it is acknowledged. What was committed survives {@link #crash} and kill -9.
 */
public final class PostgresServer implements LocalServer {
    private static final List<String> CONFIGURATION = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=100",
            "shared_buffers=128MB",
            "fsync=on",
            "synchronous_commit=on",
            "wal_compression=on",
            "timezone=UTC",
            "log_timezone=UTC");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Settings.Database database;
    private final Path binaries;
    private final Path folder;
    private final Path data;
    private final Path log;

    public PostgresServer(Settings settings) {
        this(settings, settings.in("postgres"));
    }

    /** With a folder of programs that several servers share. */
    PostgresServer(Settings settings, Path binaries) {
        this.binaries = binaries;
        this.database = settings.database();
        this.folder = settings.in("postgres");
        this.data = folder.resolve("data");
        this.log = settings.in("log", "postgresql.log");
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public String address() {
        return database.url();
    }

    @Override
    public void requirePorts() {
        Ports.requireFree(database.port(), "PostgreSQL", "REGIMEN_PG_PORT");
    }

    @Override
    public void start(Progress progress) {
        if (running().isPresent()) {
            requireSamePort();
            return;
        }
        requirePorts();
        Path programs = PostgresBinaries.provide(binaries, progress);
        Unprivileged.prepare(folder, log);
        if (!Files.exists(data)) {
            progress.step("creating the PostgreSQL database cluster");
            initialise(programs);
        }
        progress.step("starting PostgreSQL on 127.0.0.1:" + database.port());
        removeStaleLock();
        launch(programs);
        createDatabase();
    }

    @Override
    public void stop() {
        end("fast");
    }

    @Override
    public void crash() {
        end("immediate");
    }

    @Override
    public Optional<ProcessHandle> running() {
        return lockedBy().filter(PostgresServer::isPostgres);
    }

    private void initialise(Path programs) {
        Path draft = folder.resolve("data.new");
        Path password = null;
        try {
            if (Files.exists(draft)) {
                PostgresBinaries.deleteTree(draft);
            }
            password = Files.createTempFile(
                    folder,
                    "pw",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(password, database.password().value());
            Unprivileged.give(password);
            List<String> command = new ArrayList<>(List.of(
                    program(programs, "initdb"),
                    "-D",
                    draft.toString(),
                    "-U",
                    database.user(),
                    "--pwfile=" + password,
                    "-A",
                    "scram-sha-256",
                    "-E",
                    "UTF8",
                    "--data-checksums",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C"));
            CONFIGURATION.forEach(setting -> command.addAll(List.of("-c", setting)));
            Shell.Result result = run(command);
            if (!result.ok()) {
                throw CommandException.failed("The PostgreSQL cluster cannot be created: " + result.output());
            }
            Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw CommandException.failed(
                    "The PostgreSQL cluster cannot be created in " + folder + ": " + e.getMessage(), e);
        } finally {
            delete(password);
        }
    }

    /** After kill -9 the old server's children may need a moment to notice; until then a new one refuses to start. */
    private void launch(Path programs) {
        List<String> command = List.of(
                program(programs, "pg_ctl"),
                "start",
                "-w",
                "-t",
                "60",
                "-D",
                data.toString(),
                "-l",
                log.toString(),
                "-o",
                "-p " + database.port());
        Shell.Result result = run(command);
        for (int attempt = 0; !result.ok() && attempt < 10 && logEnd().contains("shared memory block"); attempt++) {
            Daemon.pause(Duration.ofSeconds(1));
            result = run(command);
        }
        if (!result.ok()) {
            throw CommandException.failed("PostgreSQL did not start: " + logEnd() + " (log: " + log + ")");
        }
    }

    private void createDatabase() {
        String maintenance = "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres";
        try (Connection connection = DriverManager.getConnection(
                        maintenance, database.user(), database.password().value());
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("SELECT 1 FROM pg_database WHERE datname = 'regimen'")
                    .next()) {
                statement.execute("CREATE DATABASE regimen");
            }
        } catch (SQLException e) {
            throw CommandException.failed(
                    "PostgreSQL runs but refuses the password of " + folder.getParent() + "/secrets.properties: "
                            + e.getMessage(),
                    e);
        }
    }

    private void end(String mode) {
        Optional<ProcessHandle> process = running();
        if (process.isEmpty()) {
            return;
        }
        Path programs = binaries.resolve(PostgresBinaries.VERSION);
        Shell.Result result =
                run(List.of(program(programs, "pg_ctl"), "stop", "-w", "-t", "60", "-m", mode, "-D", data.toString()));
        if (!result.ok() && running().isPresent()) {
            throw CommandException.failed("PostgreSQL did not stop: " + result.output());
        }
        Daemon.gone(process.get(), Duration.ofSeconds(10));
    }

    private void requireSamePort() {
        List<String> lock = lock();
        if (lock.size() > 3 && !lock.get(3).equals(Integer.toString(database.port()))) {
            throw CommandException.failed("PostgreSQL already runs on port " + lock.get(3) + ", not on "
                    + database.port() + ": stop it with \"deploy/regimen down\" before REGIMEN_PG_PORT is changed.");
        }
    }

    /**
     * Called when our server does not run. The pid in a lock file it left may belong to a dead process that nobody
     * asks about, or by now to an unrelated program; PostgreSQL would refuse to start as long as either is there. What
     * the lock protects against, children of the old server, is recognised by their shared memory too.
     */
    private void removeStaleLock() {
        delete(data.resolve("postmaster.pid"));
    }

    private Optional<ProcessHandle> lockedBy() {
        List<String> lock = lock();
        if (lock.isEmpty() || !lock.getFirst().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lock.getFirst())).filter(PidFile::alive);
    }

    private List<String> lock() {
        try {
            return Files.readAllLines(data.resolve("postmaster.pid")).stream()
                    .map(String::strip)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.endsWith("/postgres"))
                .isPresent();
    }

    private String logEnd() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(" ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
        } catch (IOException e) {
            return "no log was written";
        }
    }

    private static Shell.Result run(List<String> command) {
        return Shell.run(LIMIT, Unprivileged.command(command), Map.of());
    }

    private static String program(Path programs, String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
