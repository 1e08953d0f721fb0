package io.regimen.activities.regime;

import java.util.Arrays;

/** Rank of a value among the last ones added, kept sorted: a binary search and a short copy per bar. */
final class PastRank {
    private final double[] ring;
    private final double[] sorted;
    private int added;

    PastRank(int window) {
        ring = new double[window];
        sorted = new double[window];
    }

    boolean isFull() {
        return added >= ring.length;
    }

    /** Share of the window below the value, ties counting half; 0 while the window is empty. */
    double of(double value) {
        int size = size();
        if (size == 0) {
            return 0;
        }
        int below = lowerBound(value, size);
        int notAbove = below;
        while (notAbove < size && sorted[notAbove] == value) {
            notAbove++;
        }
        return (below + notAbove) / (2.0 * size);
    }

    void add(double value) {
        int size = size();
        int slot = added % ring.length;
        if (size == ring.length) {
            int out = Arrays.binarySearch(sorted, 0, size, ring[slot]);
            System.arraycopy(sorted, out + 1, sorted, out, size - out - 1);
            size--;
        }
        int in = lowerBound(value, size);
        System.arraycopy(sorted, in, sorted, in + 1, size - in);
        sorted[in] = value;
        ring[slot] = value;
        added++;
    }

    private int size() {
        return Math.min(added, ring.length);
    }

    private int lowerBound(double value, int size) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Double.compare(sorted[middle], value) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
