package io.regimen.activities.integrity;

import java.util.Arrays;

/** Median of the last values added, kept sorted: each value costs a shift within the window. */
final class RollingMedian {
    private final double[] inOrder;
    private final double[] sorted;
    private int next;
    private int size;

    RollingMedian(int window) {
        inOrder = new double[window];
        sorted = new double[window];
    }

    int size() {
        return size;
    }

    /** The lower of two middle values. */
    double median() {
        return sorted[(size - 1) / 2];
    }

    void add(double value) {
        if (size == inOrder.length) {
            int at = Arrays.binarySearch(sorted, 0, size, inOrder[next]);
            System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
            size--;
        }
        int found = Arrays.binarySearch(sorted, 0, size, value);
        int at = found >= 0 ? found : -found - 1;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = value;
        size++;
        inOrder[next] = value;
        next = (next + 1) % inOrder.length;
    }
}
