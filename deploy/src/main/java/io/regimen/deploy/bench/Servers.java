package io.regimen.deploy.bench;

import io.regimen.deploy.local.LocalServer;
import io.regimen.deploy.local.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processor time and memory of this JVM, Temporal and PostgreSQL, from /proc. */
final class Servers {
    private final LocalStack stack;

    Servers(LocalStack stack) {
        this.stack = stack;
    }

    /** Processor time so far in milliseconds; largest resident memory so far in MiB. */
    record Usage(
            double appCpuMs,
            double temporalCpuMs,
            double postgresCpuMs,
            long appPeakMib,
            long temporalPeakMib,
            long postgresPeakMib) {

        Usage since(Usage before) {
            return new Usage(
                    appCpuMs - before.appCpuMs,
                    temporalCpuMs - before.temporalCpuMs,
                    postgresCpuMs - before.postgresCpuMs,
                    appPeakMib,
                    temporalPeakMib,
                    postgresPeakMib);
        }
    }

    Usage usage() {
        List<ProcessHandle> app = List.of(ProcessHandle.current());
        List<ProcessHandle> temporal = tree("temporal");
        List<ProcessHandle> postgres = tree("postgresql");
        return new Usage(
                cpuMs(app), cpuMs(temporal), cpuMs(postgres), peakMib(app), peakMib(temporal), peakMib(postgres));
    }

    private List<ProcessHandle> tree(String name) {
        return stack.servers().stream()
                .filter(server -> server.name().equals(name))
                .map(LocalServer::running)
                .flatMap(Optional::stream)
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .toList();
    }

    /** Backends of PostgreSQL that have ended are missing: connections are pooled, so few do. */
    private static double cpuMs(List<ProcessHandle> processes) {
        return processes.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(cpu -> cpu.toNanos() / 1e6)
                .sum();
    }

    /** Shared memory counts in each process of PostgreSQL: an upper bound. */
    private static long peakMib(List<ProcessHandle> processes) {
        return processes.stream().mapToLong(Servers::peakKib).sum() / 1024;
    }

    private static long peakKib(ProcessHandle process) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
