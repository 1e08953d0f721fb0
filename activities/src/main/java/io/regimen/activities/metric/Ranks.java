package io.regimen.activities.metric;

import org.jspecify.annotations.Nullable;

/** Ranks by radix sort: linear in the number of values, which sorting by comparison is not. */
final class Ranks {
    private static final int BITS = 11;
    private static final int BUCKETS = 1 << BITS;
    /** Sign, exponent and 21 bits of the fraction: after them few values are out of order. */
    private static final int[] COARSE = {31, 42, 53};

    private static final int[] FINE = {0, 11, 22};
    /** Moves per value that finishing a coarse sort by hand may take before a fine one is cheaper. */
    private static final int MOVES = 4;

    private Ranks() {}

    /** Places of finite values in ascending order; equal ones in the order they stand in. */
    static int[] order(double[] values) {
        Sort sort = new Sort(values);
        sort.by(COARSE);
        if (!sort.finish()) {
            sort.by(FINE);
            sort.by(COARSE);
        }
        return sort.order;
    }

    private static final class Sort {
        private long[] keys;
        private int[] order;
        private long[] otherKeys;
        private int[] otherOrder;

        Sort(double[] values) {
            keys = new long[values.length];
            order = new int[values.length];
            otherKeys = new long[values.length];
            otherOrder = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                // 0.0 and -0.0 are equal; the bits of a negative number sort backwards
                long bits = Double.doubleToRawLongBits(values[i] + 0.0);
                keys[i] = bits < 0 ? ~bits : bits | Long.MIN_VALUE;
                order[i] = i;
            }
        }

        /** Sorts by digits of the keys, the least significant first; equal ones stay in their order. */
        void by(int[] shifts) {
            for (int shift : shifts) {
                int[] start = new int[BUCKETS + 1];
                for (long key : keys) {
                    start[(int) (key >>> shift & (BUCKETS - 1)) + 1]++;
                }
                for (int bucket = 0; bucket < BUCKETS; bucket++) {
                    start[bucket + 1] += start[bucket];
                }
                for (int i = 0; i < keys.length; i++) {
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
        }

        /** Sorts what is nearly sorted; false if it is not. */
        boolean finish() {
            long left = (long) MOVES * keys.length;
            for (int i = 1; i < keys.length; i++) {
                long key = keys[i];
                int of = order[i];
                int at = i;
                for (; at > 0 && Long.compareUnsigned(keys[at - 1], key) > 0; at--) {
                    keys[at] = keys[at - 1];
                    order[at] = order[at - 1];
                    left--;
                }
                keys[at] = key;
                order[at] = of;
                if (left < 0) {
                    return false;
                }
            }
            return true;
        }
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
