package io.regimen.deploy.bench;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import io.regimen.activities.artifact.ObjectStore;
import io.regimen.activities.step.FaultPoint;
import io.regimen.activities.step.PollingWorker;
import io.regimen.deploy.local.LocalServer;
import io.regimen.deploy.local.LocalStack;
import io.regimen.deploy.role.Backend;
import io.regimen.deploy.role.Connections;
import io.regimen.deploy.role.StoreRole;
import io.regimen.deploy.settings.Settings;
import io.regimen.deploy.terminal.Progress;
import io.regimen.workercpu.CpuWorker;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Temporal, PostgreSQL and an object store of a folder for the time of a benchmark, and what they take: processor time and
 * memory of this JVM, Temporal and PostgreSQL, from /proc.
 */
final class Servers implements AutoCloseable {
    private final Settings settings;
    private final LocalStack stack;
    private final ActivityTimes times = new ActivityTimes();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Backend backend;
    private final ObjectStore objects;
    private final WorkflowClient client;

    private Servers(Settings settings, Progress progress) throws Exception {
        this.settings = settings;
        this.stack = new LocalStack(settings, progress);
        try {
            opened.push(stack::down);
            stack.up(List.of(), false);
            opened.push(new StoreRole().start(settings));
            Scope scope =
                    opened(new RootScopeBuilder().reporter(times).reportEvery(com.uber.m3.util.Duration.ofSeconds(1)));
            backend = opened(Backend.open(settings));
            objects = opened(Connections.store(settings.store()));
            client = Connections.temporal(settings.temporal(), "bench", scope);
            opened.push(() -> client.getWorkflowServiceStubs().shutdownNow());
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    static Servers start(Settings settings, Progress progress) throws Exception {
        return new Servers(settings, progress);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    Backend backend() {
        return backend;
    }

    WorkflowClient client() {
        return client;
    }

    /** What activities of this JVM's workers take. */
    ActivityTimes times() {
        return times;
    }

    /** A worker with so many activities at a time; to be closed before the servers. */
    PollingWorker worker(int slots) {
        return worker(slots, database(slots));
    }

    PollingWorker worker(int slots, Map<String, Object> database) {
        return CpuWorker.start(database, client, objects, FaultPoint.NONE, slots);
    }

    /** The datasource of such a worker. */
    Map<String, Object> database(int slots) {
        return Connections.database(settings.database(), slots + 4);
    }

    /** Closes what was opened, the last first, and goes on if one of them fails. */
    @Override
    public void close() {
        if (opened.isEmpty()) {
            return;
        }
        try {
            opened.pop().close();
        } catch (Exception e) {
            throw new IllegalStateException("a server did not stop", e);
        } finally {
            close();
        }
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
