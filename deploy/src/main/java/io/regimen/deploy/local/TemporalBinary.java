package io.regimen.deploy.local;

import io.regimen.deploy.terminal.CommandException;
import io.regimen.deploy.terminal.Progress;
import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the {@code temporal} program, which holds the dev server and its Web UI: on PATH, else the one in
 * REGIMEN_HOME/bin, else downloads it, else builds it with Go; each step is said.
 */
public final class TemporalBinary {
    private static final String PACKAGE = "github.com/temporalio/cli/cmd/temporal@v1.5.1";
    private static final Pattern SERVER = Pattern.compile("Server (\\d+)\\.(\\d+)");
    private static final int OLDEST_MINOR = 28;
    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(1);
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(20);

    private final Path folder;
    private final Path buildLog;

    public TemporalBinary(Path home) {
        this.folder = home.resolve("bin");
        this.buildLog = home.resolve("log").resolve("temporal-build.log");
    }

    /** The program if it is there already; nothing is downloaded or built. */
    public Optional<Path> find() {
        return Stream.concat(Shell.onPath("temporal").stream(), Stream.of(cached()))
                .filter(file -> Files.isExecutable(file)
                        && version(file).filter(TemporalBinary::recent).isPresent())
                .findFirst();
    }

    /**
     * The program, fetched or built where needed.
     *
     * @throws CommandException saying how to install it when nothing helped
     */
    public Path provide(Progress progress) {
        Optional<Path> onPath = Shell.onPath("temporal");
        Optional<Path> found = find();
        if (onPath.isPresent() && !found.equals(onPath)) {
            progress.step("the temporal program on PATH (" + onPath.get() + ") is too old or does not run: not used");
        }
        return found.or(() -> downloaded(progress)).or(() -> built(progress)).orElseThrow(TemporalBinary::missing);
    }

    /** What {@code temporal --version} says, if it runs. */
    static Optional<String> version(Path program) {
        Shell.Result result = Shell.run(Duration.ofSeconds(20), program.toString(), "--version");
        return result.ok() ? Optional.of(result.output()) : Optional.empty();
    }

    /** True for "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)"; a build by Go calls itself 0.0.0-DEV. */
    static boolean recent(String version) {
        Matcher server = SERVER.matcher(version);
        if (!server.find()) {
            return false;
        }
        int major = Integer.parseInt(server.group(1));
        return major > 1 || (major == 1 && Integer.parseInt(server.group(2)) >= OLDEST_MINOR);
    }

    private Path cached() {
        return folder.resolve("temporal");
    }

    /** The SDK downloads only as part of a start, so a server without UI is started in memory and closed at once. */
    private Optional<Path> downloaded(Progress progress) {
        progress.step("downloading the Temporal server (at most " + DOWNLOAD_LIMIT.toSeconds() + " seconds)");
        Path download = folder.resolve("download");
        TemporalDevServerOptions options = TemporalDevServerOptions.newBuilder()
                .setDownloadEnabled(true)
                .setDownloadDestination(download.toString())
                .setUiEnabled(false)
                .build();
        CompletableFuture<Void> attempt = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("temporal-download").start(() -> {
            try (TemporalDevServer _ = TemporalDevServer.start(options)) {
                attempt.complete(null);
            } catch (RuntimeException e) {
                attempt.completeExceptionally(e);
            }
        });
        try {
            attempt.get(DOWNLOAD_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return install(download);
        } catch (ExecutionException e) {
            progress.step("it cannot be downloaded here: " + rootMessage(e));
        } catch (TimeoutException e) {
            progress.step("the download took too long and was given up");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while downloading", e);
        }
        return Optional.empty();
    }

    private Optional<Path> built(Progress progress) {
        Optional<Path> go = Shell.onPath("go");
        if (go.isEmpty()) {
            progress.step("Go is not installed, so the Temporal server cannot be built either");
            return Optional.empty();
        }
        progress.step("building the Temporal server with Go (about 3 minutes the first time)");
        Path draft = folder.resolve("build");
        Shell.Result result = Shell.run(
                BUILD_LIMIT,
                List.of(go.get().toString(), "install", "-ldflags", "-s -w", PACKAGE),
                Map.of("GOBIN", draft.toString()));
        if (!result.ok()) {
            log(result.output());
            progress.step("the build failed, see " + buildLog);
            return Optional.empty();
        }
        return install(draft);
    }

    /** Moves the program out of the folder it arrived in, so that a half-written one is never taken for good. */
    private Optional<Path> install(Path arrived) {
        try (Stream<Path> files = Files.walk(arrived)) {
            Optional<Path> program = files.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .filter(file -> version(file).filter(TemporalBinary::recent).isPresent())
                    .findFirst();
            if (program.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(Files.move(
                    program.get(), cached(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void log(String text) {
        try {
            Files.createDirectories(buildLog.toAbsolutePath().getParent());
            Files.writeString(buildLog, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable root = error;
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        String kind = root.getClass().getSimpleName();
        return root.getMessage() == null ? kind : kind + ": " + root.getMessage();
    }

    private static CommandException missing() {
        return CommandException.failed("No Temporal server could be provided. Install the program \"temporal\""
                + " (Temporal CLI, server 1." + OLDEST_MINOR + " or later) on PATH, or Go 1.26 to build it,"
                + " or set REGIMEN_TEMPORAL_ADDRESS to a server that runs elsewhere.");
    }
}
