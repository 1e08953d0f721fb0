package io.regimen.deploy.local;

import io.regimen.activities.inference.Arithmetic;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A JVM of our own that runs {@code serve} with some roles, as a daemon. */
public final class AppProcess {
    /** The name of the one JVM that holds several roles; a JVM of one role is named after it. */
    public static final String ALL_IN_ONE = "app";

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(45);

    private final Settings settings;
    private final String name;
    private final Map<String, String> environment;
    private final Daemon daemon;

    public AppProcess(Settings settings, String name) {
        this(settings, name, Map.of());
    }

    /** As above, with variables that the process gets on top of ours: for tests. */
    public AppProcess(Settings settings, String name, Map<String, String> environment) {
        this.settings = settings;
        this.name = name;
        this.environment = new TreeMap<>(environment);
        this.environment.put("REGIMEN_HOME", settings.home().toString());
        this.daemon = new Daemon(settings.home(), name);
    }

    public Optional<ProcessHandle> running() {
        return daemon.running();
    }

    /** The roles that the running process holds; empty when none runs. */
    public List<String> roles() {
        return Stream.of(daemon.label().split(",", -1))
                .filter(role -> !role.isEmpty())
                .toList();
    }

    /** True once every role of the running process has started. */
    public boolean ready() {
        return running()
                .filter(process -> Long.toString(process.pid()).equals(readyPid()))
                .isPresent();
    }

    /** Starts it with these roles and returns when all of them have started. */
    public void start(List<String> roles, Progress progress) {
        progress.step("starting " + String.join(", ", roles) + (roles.size() > 1 ? " in one process" : ""));
        String joined = String.join(",", roles);
        ProcessHandle process = daemon.start(command(joined), environment, joined);
        awaitReady(process);
    }

    /** Waits for a process that another command has started. */
    void awaitReady(ProcessHandle process) {
        daemon.awaitReady(
                process, START_LIMIT, () -> Long.toString(process.pid()).equals(readyPid()));
    }

    /** Lets it finish what cannot wait, then ends it; false if it had to be killed. */
    public boolean stop() {
        return daemon.stop(STOP_LIMIT);
    }

    /** kill -9, for fault tests; returns when it is gone. */
    public void crash() {
        running().ifPresent(process -> {
            process.destroyForcibly();
            Daemon.gone(process, STOP_LIMIT);
        });
    }

    /** Called by {@code serve} itself when its roles have started. */
    public void markReady() {
        try {
            Files.createDirectories(readyFile().getParent());
            Files.writeString(readyFile(), Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readyPid() {
        try {
            return Files.readString(readyFile());
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path readyFile() {
        return settings.in("run", name + ".ready");
    }

    private List<String> command(String roles) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        // a JDK may lack the module: then the kernel takes its scalar path
        if (ModuleFinder.ofSystem().find(Arithmetic.MODULE).isPresent()) {
            command.addAll(List.of("--add-modules", Arithmetic.MODULE));
        }
        Stream.of(System.getenv().getOrDefault("REGIMEN_JAVA_OPTS", "").split("\\s+"))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("io.regimen.deploy.Main", "serve", "--roles", roles, "--name", name));
        return command;
    }
}
