package io.regimen.deploy.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What this machine's memory streams: McCalpin's copy and triad (STREAM, 1995) over arrays of doubles that are each as
 * large as asked for; the better of the two, the best of several passes. 16 and 24 bytes are counted per element, as
 * STREAM does, though a store may read its cache line too.
 */
final class MemoryBandwidth {
    private static final int PASSES = 8;

    private MemoryBandwidth() {}

    /** Bytes per second of so many threads together. */
    static double measure(int threads, int mebibytes) throws Exception {
        int size = (mebibytes << 20) / Double.BYTES;
        double[] a = new double[size];
        double[] b = new double[size];
        double[] c = new double[size];
        Arrays.fill(b, 1);
        Arrays.fill(c, 2);
        double best = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int pass = 0; pass < PASSES; pass++) {
                double copied = 16.0 * size / seconds(pool, threads, (from, to) -> copy(a, b, from, to), size);
                double triad = 24.0 * size / seconds(pool, threads, (from, to) -> triad(a, b, c, from, to), size);
                best = Math.max(best, Math.max(copied, triad));
            }
        }
        return best;
    }

    private interface Part {
        void run(int from, int to);
    }

    private static double seconds(ExecutorService pool, int threads, Part part, int size) throws Exception {
        long start = System.nanoTime();
        List<Future<?>> parts = new ArrayList<>();
        for (int k = 0; k < threads; k++) {
            int from = (int) ((long) size * k / threads);
            int to = (int) ((long) size * (k + 1) / threads);
            parts.add(pool.submit(() -> part.run(from, to)));
        }
        for (Future<?> done : parts) {
            done.get();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void copy(double[] a, double[] b, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = b[i];
        }
    }

    private static void triad(double[] a, double[] b, double[] c, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = b[i] + 3 * c[i];
        }
    }
}
