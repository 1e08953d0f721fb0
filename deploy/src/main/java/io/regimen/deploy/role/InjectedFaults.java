package io.regimen.deploy.role;

import io.regimen.activities.step.FaultPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Faults for tests: {@code REGIMEN_FAULT=kill:in_train:3} kills this process with SIGKILL when cell 3 first passes that
 * place; {@code memory:before_train:3} and {@code error:between_batches:3} throw each time until the file
 * {@code faults/healed} exists in REGIMEN_HOME, and {@code late_error} not before {@code faults/go} does. Without the variable nothing ever happens.
 */
final class InjectedFaults implements FaultPoint {
    private final Path folder;
    private final String kind;
    private final Place place;
    private final int cell;

    private InjectedFaults(Path folder, String kind, Place place, int cell) {
        this.folder = folder;
        this.kind = kind;
        this.place = place;
        this.cell = cell;
    }

    static FaultPoint fromEnvironment(Path home) {
        return from(System.getenv(), home);
    }

    static FaultPoint from(Map<String, String> environment, Path home) {
        String[] parts = environment.getOrDefault("REGIMEN_FAULT", "").split(":", -1);
        return parts.length != 3
                ? NONE
                : new InjectedFaults(
                        home.resolve("faults"),
                        parts[0],
                        Place.valueOf(parts[1].toUpperCase(Locale.ROOT)),
                        Integer.parseInt(parts[2]));
    }

    @Override
    public void reached(Place passed, int passing) {
        if (passed != place || passing != cell) {
            return;
        }
        try {
            Files.createDirectories(folder);
            switch (kind) {
                case "kill" -> killOnce();
                case "memory" -> unlessHealed(new OutOfMemoryError("injected"));
                case "error" -> unlessHealed(new IllegalStateException("injected"));
                case "late_error" -> {
                    awaitGo();
                    unlessHealed(new IllegalStateException("injected"));
                }
                default -> throw new IllegalArgumentException("REGIMEN_FAULT does not know " + kind);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void killOnce() throws IOException {
        try {
            Files.createFile(folder.resolve("struck-" + place + "-" + cell));
        } catch (FileAlreadyExistsException e) {
            return;
        }
        new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
        while (true) {
            LockSupport.park();
        }
    }

    private void awaitGo() {
        while (!Files.exists(folder.resolve("go"))) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private <T extends Throwable> void unlessHealed(T fault) throws T {
        if (!Files.exists(folder.resolve("healed"))) {
            throw fault;
        }
    }
}
