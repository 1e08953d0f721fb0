package io.regimen.activities.regime;

/** Mean of the last values added, summed afresh each time: no error is carried along. */
final class PastMean {
    private final double[] ring;
    private int added;

    PastMean(int window) {
        ring = new double[window];
    }

    boolean isFull() {
        return added >= ring.length;
    }

    /** Mean of the window; only where it is full. */
    double mean() {
        double sum = 0;
        for (double value : ring) {
            sum += value;
        }
        return sum / ring.length;
    }

    void add(double value) {
        ring[added % ring.length] = value;
        added++;
    }
}
