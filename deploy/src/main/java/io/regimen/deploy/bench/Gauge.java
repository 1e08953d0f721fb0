package io.regimen.deploy.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Runs a piece of work several times on the calling thread and says what it took. */
final class Gauge {
    private final int warmUps;
    private final int repeats;

    /**
     * @param warmUps runs that are not counted, so that the JVM has compiled what it is going to compile
     * @param repeats runs that are, from 1
     */
    Gauge(int warmUps, int repeats) {
        this.warmUps = warmUps;
        this.repeats = repeats;
    }

    /** Work that may fail. */
    interface Work<T> {
        T run() throws Exception;
    }

    /**
     * What a run took.
     *
     * @param seconds wall time, median of the runs
     * @param cpuSeconds processor time of the calling thread, median: what the work would take on an idle machine
     * @param allocatedMib what the calling thread allocated on the heap in the last run
     * @param peakHeapMib largest use of the heap in the last run, garbage that was not yet collected included
     */
    record Reading<T>(T result, double seconds, double cpuSeconds, double allocatedMib, double peakHeapMib) {}

    <T> Reading<T> measure(Work<T> work) throws Exception {
        for (int i = 0; i < warmUps; i++) {
            work.run();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<Double> walls = new ArrayList<>();
        List<Double> cpus = new ArrayList<>();
        T result = null;
        double allocated = 0;
        double peak = 0;
        for (int i = 0; i < repeats; i++) {
            result = null;
            System.gc();
            List<MemoryPoolMXBean> heap = heap();
            heap.forEach(MemoryPoolMXBean::resetPeakUsage);
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long cpu = threads.getCurrentThreadCpuTime();
            long wall = System.nanoTime();
            result = work.run();
            walls.add((System.nanoTime() - wall) / 1e9);
            cpus.add((threads.getCurrentThreadCpuTime() - cpu) / 1e9);
            allocated = mib(threads.getCurrentThreadAllocatedBytes() - bytes);
            peak = mib(heap.stream()
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum());
        }
        return new Reading<>(Objects.requireNonNull(result), median(walls), median(cpus), allocated, peak);
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static double mib(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
