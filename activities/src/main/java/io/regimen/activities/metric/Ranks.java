package io.regimen.activities.metric;

import org.jspecify.annotations.Nullable;

/** Ranks by radix sort: linear in the number of values, which sorting by comparison is not. */
final class Ranks {
    private static final int BITS = 11;
    private static final int BUCKETS = 1 << BITS;

    private Ranks() {}

    /** Places of finite values in ascending order; equal ones in the order they stand in. */
    static int[] order(double[] values) {
        int n = values.length;
        long[] keys = new long[n];
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            // 0.0 and -0.0 are equal; the bits of a negative number sort backwards
            long bits = Double.doubleToRawLongBits(values[i] + 0.0);
            keys[i] = bits < 0 ? ~bits : bits | Long.MIN_VALUE;
            order[i] = i;
        }
        long[] otherKeys = new long[n];
        int[] otherOrder = new int[n];
        int[] start = new int[BUCKETS + 1];
        for (int shift = 0; shift < Long.SIZE; shift += BITS) {
            java.util.Arrays.fill(start, 0);
            for (long key : keys) {
                start[(int) (key >>> shift & (BUCKETS - 1)) + 1]++;
            }
            if (n > 0 && start[(int) (keys[0] >>> shift & (BUCKETS - 1)) + 1] == n) {
                continue;
            }
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                start[bucket + 1] += start[bucket];
            }
            for (int i = 0; i < n; i++) {
                int to = start[(int) (keys[i] >>> shift & (BUCKETS - 1))]++;
                otherKeys[to] = keys[i];
                otherOrder[to] = order[i];
            }
            long[] swapKeys = keys;
            keys = otherKeys;
            otherKeys = swapKeys;
            int[] swapOrder = order;
            order = otherOrder;
            otherOrder = swapOrder;
        }
        return order;
    }

    /** Ranks from 1; equal values share the mean of theirs. */
    static double[] of(double[] values) {
        int[] order = order(values);
        double[] out = new double[values.length];
        for (int i = 0; i < order.length; ) {
            int end = i + 1;
            while (end < order.length && values[order[end]] == values[order[i]]) {
                end++;
            }
            double rank = (i + 1 + end) / 2.0;
            for (; i < end; i++) {
                out[order[i]] = rank;
            }
        }
        return out;
    }

    /** Rank correlation (Spearman 1904), ties by their mean ranks; null where all values of one are equal. */
    static @Nullable Double correlation(double[] x, double[] y) {
        double[] a = of(x);
        double[] b = of(y);
        double mean = (x.length + 1) / 2.0;
        double cross = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            double u = a[i] - mean;
            double v = b[i] - mean;
            cross += u * v;
            squaresA += u * u;
            squaresB += v * v;
        }
        return squaresA > 0 && squaresB > 0 ? cross / Math.sqrt(squaresA * squaresB) : null;
    }
}
