package io.regimen.deploy.local;

import io.regimen.deploy.terminal.CommandException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A process that outlives the command that started it: a session of its own, no terminal, output appended to
 * {@code log/<name>.out}, and a pid file {@code run/<name>.pid}.
 */
final class Daemon {
    private final String name;
    private final Path output;
    private final PidFile pidFile;

    Daemon(Path home, String name) {
        this.name = name;
        this.output = home.resolve("log").resolve(name + ".out");
        this.pidFile = new PidFile(home.resolve("run").resolve(name + ".pid"));
    }

    Optional<ProcessHandle> running() {
        return pidFile.running();
    }

    /** What was given at the start of the running process; empty when none runs. */
    String label() {
        return running().isPresent() ? pidFile.label() : "";
    }

    ProcessHandle start(List<String> command, Map<String, String> environment, String label) {
        List<String> detached = new ArrayList<>();
        // setsid replaces itself by the command, so the pid stays; without it (macOS) nohup does the same
        Shell.onPath("setsid").or(() -> Shell.onPath("nohup")).ifPresent(tool -> detached.add(tool.toString()));
        detached.addAll(command);
        try {
            Files.createDirectories(output.getParent());
            ProcessBuilder builder = new ProcessBuilder(detached)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().putAll(environment);
            ProcessHandle process = builder.start().toHandle();
            pidFile.write(process, label);
            return process;
        } catch (IOException e) {
            throw CommandException.failed(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    /**
     * Returns once {@code ready} holds.
     *
     * @throws CommandException when the process ends before, or is not ready in time
     */
    void awaitReady(ProcessHandle process, Duration limit, BooleanSupplier ready) {
        long end = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!PidFile.alive(process)) {
                pidFile.delete();
                throw CommandException.failed(
                        name + " stopped while starting: " + lastLine() + " (log: " + output + ")");
            }
            if (System.nanoTime() - end > 0) {
                throw CommandException.failed(name + " (pid " + process.pid() + ") did not answer within "
                        + limit.toSeconds() + " seconds; its log is " + output + ".");
            }
            pause(Duration.ofMillis(50));
        }
    }

    /** Asks the process to end, waits, and kills it only then. True if it ended by itself or was not running. */
    boolean stop(Duration grace) {
        Optional<ProcessHandle> process = running();
        process.ifPresent(ProcessHandle::destroy);
        boolean graceful = process.map(handle -> gone(handle, grace)).orElse(true);
        if (!graceful) {
            process.ifPresent(ProcessHandle::destroyForcibly);
            process.ifPresent(handle -> gone(handle, Duration.ofSeconds(10)));
        }
        pidFile.delete();
        return graceful;
    }

    static boolean gone(ProcessHandle process, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (PidFile.alive(process)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            pause(Duration.ofMillis(20));
        }
        return true;
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a server", e);
        }
    }

    private String lastLine() {
        try {
            return Files.readAllLines(output, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .map(line -> line.strip().replaceFirst("^regimen: ", ""))
                    .orElse("it wrote nothing");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
