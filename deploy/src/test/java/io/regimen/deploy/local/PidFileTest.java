package io.regimen.deploy.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    private Path home;

    private Path file;
    private PidFile pidFile;

    @BeforeEach
    void create() {
        file = home.resolve("run").resolve("x.pid");
        pidFile = new PidFile(file);
    }

    @Test
    void running_noFile() {
        assertEquals(Optional.empty(), pidFile.running());
        assertEquals("", pidFile.label());
    }

    @Test
    void running_sameProcess() {
        pidFile.write(ProcessHandle.current(), "store,api");
        assertEquals(Optional.of(ProcessHandle.current()), pidFile.running());
        assertEquals("store,api", pidFile.label());
    }

    @Test
    void running_pidOfAnotherProcess() throws IOException {
        pidFile.write(ProcessHandle.current(), "");
        String text = Files.readString(file).replaceAll("started=\\d{4}", "started=2001");
        Files.writeString(file, text);
        assertEquals(Optional.empty(), pidFile.running());
    }

    @Test
    void running_garbage() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "pid=-1\nstarted=x\n");
        assertEquals(Optional.empty(), pidFile.running());
    }

    @Test
    void running_killedProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "600").start();
        pidFile.write(process.toHandle(), "");
        assertTrue(pidFile.running().isPresent());
        process.destroyForcibly().waitFor();
        assertEquals(Optional.empty(), pidFile.running());
    }

    @Test
    void alive_zombie() throws IOException, InterruptedException {
        // the shell becomes a sleep that never asks about its child, which stays a zombie
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0.01 & echo $!; exec sleep 600").start();
        try {
            ProcessHandle child = ProcessHandle.of(
                            Long.parseLong(parent.inputReader().readLine()))
                    .orElseThrow();
            assertTrue(Daemon.gone(child, java.time.Duration.ofSeconds(20)));
            assertFalse(PidFile.alive(child));
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }
}
