package io.regimen.deploy.local;

import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Progress;
import io.regimen.workflows.SearchAttributeNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Temporal dev server with its Web UI on a SQLite file of REGIMEN_HOME, as a daemon on 127.0.0.1. Workflows survive
 * {@link #crash} and go on after the next {@link #start}.
 */
public final class TemporalServer implements LocalServer {
    /** The search attributes of Regimen's workflows, all of type Keyword. */
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Settings settings;
    private final Settings.Temporal temporal;
    private final Daemon daemon;

    public TemporalServer(Settings settings) {
        this.settings = settings;
        this.temporal = settings.temporal();
        this.daemon = new Daemon(settings.home(), "temporal");
    }

    @Override
    public String name() {
        return "temporal";
    }

    @Override
    public String address() {
        return temporal.address();
    }

    /** Where people look at workflows. */
    public String webUi() {
        return "http://127.0.0.1:" + temporal.uiPort();
    }

    @Override
    public Optional<ProcessHandle> running() {
        return daemon.running();
    }

    @Override
    public void requirePorts() {
        Ports.requireFree(temporal.port(), "the Temporal server", "REGIMEN_TEMPORAL_PORT");
        Ports.requireFree(temporal.uiPort(), "the Temporal Web UI", "REGIMEN_TEMPORAL_UI_PORT");
    }

    @Override
    public void start(Progress progress) {
        Optional<ProcessHandle> running = running();
        if (running.isPresent()) {
            requireSameAddress();
            daemon.awaitReady(running.get(), START_LIMIT, this::ready);
            return;
        }
        requirePorts();
        Path program = new TemporalBinary(settings.home()).provide(progress);
        progress.step("starting Temporal on " + temporal.address());
        ProcessHandle process = daemon.start(command(program), Map.of(), addresses());
        daemon.awaitReady(process, START_LIMIT, this::ready);
    }

    @Override
    public void stop() {
        daemon.stop(STOP_LIMIT);
    }

    @Override
    public void crash() {
        running().ifPresent(process -> {
            process.destroyForcibly();
            Daemon.gone(process, STOP_LIMIT);
        });
    }

    private List<String> command(Path program) {
        Path file = settings.in("temporal", "temporal.db");
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw CommandException.failed("The folder for " + file + " cannot be made: " + e.getMessage(), e);
        }
        List<String> command = new ArrayList<>(List.of(program.toString(), "server", "start-dev"));
        command.addAll(List.of("--ip", "127.0.0.1", "--port", Integer.toString(temporal.port())));
        command.addAll(List.of("--ui-port", Integer.toString(temporal.uiPort())));
        command.addAll(List.of("--db-filename", file.toString()));
        // WAL with NORMAL survives a kill of the server; a power cut may lose the last moments
        command.addAll(List.of("--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=NORMAL"));
        // an activity is handed to the worker that scheduled it, without a round through its queue
        command.addAll(List.of("--dynamic-config-value", "system.enableActivityEagerExecution=true"));
        command.addAll(List.of("--namespace", temporal.namespace(), "--log-level", "warn"));
        SearchAttributeNames.ALL.forEach(name -> command.addAll(List.of("--search-attribute", name + "=Keyword")));
        return command;
    }

    private boolean ready() {
        return Ports.answers("127.0.0.1", temporal.port(), Duration.ofSeconds(1))
                && Ports.answers("127.0.0.1", temporal.uiPort(), Duration.ofSeconds(1))
                && TemporalProbe.serves(temporal.address(), temporal.namespace(), SearchAttributeNames.ALL);
    }

    private String addresses() {
        return address() + " with Web UI " + webUi();
    }

    private void requireSameAddress() {
        if (!daemon.label().equals(addresses())) {
            throw CommandException.failed("Temporal already runs at " + daemon.label() + ", not at " + addresses()
                    + ": stop it with \"deploy/regimen down\" before its ports are changed.");
        }
    }
}
