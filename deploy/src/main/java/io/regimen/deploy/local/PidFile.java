package io.regimen.deploy.local;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Remembers a process across commands: its number, when it started, and a label. The number alone would not do, since
 * the system gives it to another process sooner or later; that one must never be taken for ours, let alone be killed.
 */
final class PidFile {
    /** Start times are computed from the system's boot time, which shifts when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    void write(ProcessHandle process, String label) {
        String started = process.info().startInstant().map(Instant::toString).orElse("");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = Path.of(file + ".tmp");
            Files.writeString(draft, "pid=" + process.pid() + "\nstarted=" + started + "\nlabel=" + label + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process, if it still runs and is the one that was written. */
    Optional<ProcessHandle> running() {
        Properties values = read();
        String pid = values.getProperty("pid", "");
        String started = values.getProperty("started", "");
        if (!pid.matches("\\d{1,18}") || started.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(PidFile::alive)
                .filter(process -> startedAt(process, Instant.parse(started)));
    }

    String label() {
        return read().getProperty("label", "");
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A process that ended but that its parent has not yet asked about (a zombie) does not count as alive. Its first
     * thread may be a zombie while others still hold its files and ports: then it does.
     */
    static boolean alive(ProcessHandle process) {
        Path folder = Path.of("/proc", Long.toString(process.pid()));
        try {
            String stat = Files.readString(folder.resolve("stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return process.isAlive() && ((state != 'Z' && state != 'X') || threads(folder) > 1);
        } catch (IOException e) {
            // it ended just now, or this system has no /proc
            return process.isAlive();
        }
    }

    private static long threads(Path folder) throws IOException {
        try (Stream<Path> threads = Files.list(folder.resolve("task"))) {
            return threads.count();
        }
    }

    private static boolean startedAt(ProcessHandle process, Instant expected) {
        return process.info()
                .startInstant()
                .map(actual -> Duration.between(expected, actual).abs().compareTo(TOLERANCE) <= 0)
                .orElse(false);
    }

    private Properties read() {
        Properties values = new Properties();
        try {
            values.load(new StringReader(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }
}
