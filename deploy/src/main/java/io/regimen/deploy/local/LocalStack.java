package io.regimen.deploy.local;

import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Progress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that runs on this machine, started in order of need and stopped in reverse. Servers that were given by
 * their address are left alone. Every method may be called again at any time: what is already as wanted stays.
 */
public final class LocalStack {
    /** The roles of our own processes, in the order they start. */
    public static final List<String> ROLES = List.of("store", "api", "worker-cpu", "worker-gpu");

    private static final List<String> PROCESSES =
            List.of("store", AppProcess.ALL_IN_ONE, "api", "worker-cpu", "worker-gpu");

    private final Settings settings;
    private final Progress progress;

    public LocalStack(Settings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Starts what does not run yet, and returns when all of it answers.
     *
     * @param roles the roles this machine is to have
     * @param separate one JVM for each role, instead of one for all
     */
    public void up(List<String> roles, boolean separate) {
        try (HomeLock _ = HomeLock.take(settings.home())) {
            List<String> missing = new ArrayList<>(localRoles(roles));
            processes().forEach(process -> missing.removeAll(process.roles()));
            requireExternal();
            requirePorts(missing);
            servers().forEach(server -> server.start(progress));
            processes().forEach(process -> process.running().ifPresent(process::awaitReady));
            if (separate || missing.size() == 1) {
                missing.forEach(role -> new AppProcess(settings, role).start(List.of(role), progress));
            } else if (!missing.isEmpty()) {
                startTogether(missing);
            }
        }
    }

    /** Stops workers first, then the rest, then the servers; nothing that {@link #up} started is left. */
    public void down() {
        try (HomeLock _ = HomeLock.take(settings.home())) {
            for (String name : PROCESSES.reversed()) {
                AppProcess process = new AppProcess(settings, name);
                if (process.running().isPresent()) {
                    progress.step("stopping " + String.join(", ", process.roles()));
                    if (!process.stop()) {
                        progress.step("it did not end in time and was killed");
                    }
                }
            }
            // not only those the settings ask for now: a server started under older settings is stopped too
            for (LocalServer server : List.of(new PostgresServer(settings), new TemporalServer(settings))) {
                if (server.running().isPresent()) {
                    progress.step("stopping " + server.name());
                    server.stop();
                }
            }
        }
    }

    /** The state of every part, in the order of start. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        Settings.Temporal temporal = settings.temporal();
        parts.add(
                temporal.external()
                        ? external("temporal", temporal.address(), temporal.host(), temporal.port())
                        : local(new TemporalServer(settings), temporal.port(), new TemporalServer(settings).webUi()));
        Settings.Database database = settings.database();
        parts.add(
                database.external()
                        ? externalDatabase(database.url())
                        : local(new PostgresServer(settings), database.port(), null));
        URI store = settings.store().endpoint();
        parts.add(
                settings.store().external()
                        ? external("store", store.toString(), store.getHost(), port(store))
                        : role("store", store.toString()));
        parts.add(role("api", settings.api().uri().toString()));
        parts.add(role("worker-cpu", "-"));
        parts.add(role("worker-gpu", "-"));
        return List.copyOf(parts);
    }

    /** The servers of this machine, in the order of start: those whose address was not given. */
    public List<LocalServer> servers() {
        List<LocalServer> servers = new ArrayList<>();
        if (!settings.temporal().external()) {
            servers.add(new TemporalServer(settings));
        }
        if (!settings.database().external()) {
            servers.add(new PostgresServer(settings));
        }
        return List.copyOf(servers);
    }

    private void startTogether(List<String> roles) {
        AppProcess process = new AppProcess(settings, AppProcess.ALL_IN_ONE);
        if (process.running().isPresent()) {
            throw CommandException.failed("A process with " + String.join(", ", process.roles())
                    + " already runs: \"deploy/regimen down\" first, or add --separate.");
        }
        process.start(roles, progress);
    }

    private void requireExternal() {
        parts().stream()
                .filter(part -> part.state() == Part.State.UNREACHABLE)
                .findFirst()
                .ifPresent(part -> {
                    throw CommandException.failed("The address given for " + part.part() + ", " + part.address()
                            + ", does not accept connections: nothing was started.");
                });
    }

    /** All ports at once, before anything starts: a refusal leaves nothing half-done. */
    private void requirePorts(List<String> missing) {
        servers().stream().filter(server -> server.running().isEmpty()).forEach(LocalServer::requirePorts);
        if (missing.contains("store")) {
            Ports.requireFree(settings.store().endpoint().getPort(), "the object store", "REGIMEN_S3_PORT");
        }
        if (missing.contains("api")) {
            Ports.requireFree(settings.api().port(), "the API", "REGIMEN_API_PORT");
        }
    }

    private List<String> localRoles(List<String> roles) {
        return ROLES.stream()
                .filter(roles::contains)
                .filter(role -> !(role.equals("store") && settings.store().external()))
                .toList();
    }

    private List<AppProcess> processes() {
        return PROCESSES.stream().map(name -> new AppProcess(settings, name)).toList();
    }

    private Part role(String role, String address) {
        Optional<AppProcess> process =
                processes().stream().filter(app -> app.roles().contains(role)).findFirst();
        Part.State state = process.map(app -> app.ready() ? Part.State.RUNNING : Part.State.STARTING)
                .orElse(Part.State.STOPPED);
        return new Part(
                role,
                state,
                process.flatMap(AppProcess::running).map(ProcessHandle::pid).orElse(null),
                address,
                null);
    }

    private static Part local(LocalServer server, int port, @Nullable String webUi) {
        Optional<Long> pid = server.running().map(ProcessHandle::pid);
        Part.State state = pid.isEmpty()
                ? Part.State.STOPPED
                : Ports.answers("127.0.0.1", port, Duration.ofSeconds(2)) ? Part.State.RUNNING : Part.State.STARTING;
        return new Part(server.name(), state, pid.orElse(null), server.address(), webUi);
    }

    private static Part external(String name, String address, String host, int port) {
        boolean answers = Ports.answers(host, port, Duration.ofSeconds(3));
        return new Part(name, answers ? Part.State.EXTERNAL : Part.State.UNREACHABLE, null, address, null);
    }

    /** Only the first host of jdbc:postgresql://host:port,host:port/database?options is asked. */
    private static Part externalDatabase(String url) {
        URI first = URI.create(
                "postgresql://" + url.substring("jdbc:postgresql://".length()).split("[,/?]", 2)[0]);
        String host = Stream.ofNullable(first.getHost()).findFirst().orElse("localhost");
        return external("postgresql", url, host, first.getPort() < 0 ? 5432 : first.getPort());
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
    }
}
