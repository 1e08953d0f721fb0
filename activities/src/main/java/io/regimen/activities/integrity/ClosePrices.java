package io.regimen.activities.integrity;

import io.regimen.activities.market.Dataset;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Mid closing prices of a dataset's real bars, with the time at which each was the price: the end of its bar. */
final class ClosePrices {
    private final Dataset dataset;
    private final int[] rows;
    private final long[] starts;
    private final long[] ends;
    private final double[] logs;

    ClosePrices(Dataset dataset) {
        this.dataset = dataset;
        rows = IntStream.range(0, dataset.size())
                .filter(i -> !dataset.repaired(i))
                .toArray();
        starts = new long[rows.length];
        ends = new long[rows.length];
        logs = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            starts[i] = dataset.time(rows[i]);
            logs[i] = Math.log(close(i));
            // a day in which the clock is put forward ends an hour early, where the next begins
            long next = i + 1 < rows.length ? dataset.time(rows[i + 1]) : Long.MAX_VALUE;
            ends[i] = Math.min(starts[i] + dataset.timeframe().seconds(), next);
        }
    }

    int size() {
        return rows.length;
    }

    long start(int i) {
        return starts[i];
    }

    long end(int i) {
        return ends[i];
    }

    /** Natural logarithm of the close. */
    double log(int i) {
        return logs[i];
    }

    double close(int i) {
        double close = dataset.price(3, rows[i]);
        return dataset.quoted() ? (close + dataset.price(7, rows[i])) / 2 : close;
    }

    /** Ask less bid at the close; NaN without bid and ask. */
    double spread(int i) {
        return dataset.quoted() ? dataset.price(7, rows[i]) - dataset.price(3, rows[i]) : Double.NaN;
    }

    int timeframeSeconds() {
        return dataset.timeframe().seconds();
    }

    /** The bar with a start; negative if there is none. */
    int startingAt(long second) {
        return Arrays.binarySearch(starts, second);
    }

    /** The bar with an end; negative if there is none. */
    int endingAt(long second) {
        return Arrays.binarySearch(ends, second);
    }
}
