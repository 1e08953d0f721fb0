package io.regimen.activities.market;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows that could be read, column by column, with the line each came from. */
final class BarColumns {
    long[] time = new long[1024];
    long[] line = new long[1024];
    double[] volume = new double[1024];
    final double[][] prices;
    double @Nullable [] quoteVolume;
    double @Nullable [] trades;
    private int size;

    BarColumns(RowShape shape) {
        prices = new double[shape.quoted() ? 8 : 4][1024];
        quoteVolume = shape.quoteVolume() ? new double[1024] : null;
        trades = shape.trades() ? new double[1024] : null;
    }

    int size() {
        return size;
    }

    void add(RawBar bar, long fromLine) {
        if (size == time.length) {
            resize(size + (size >> 1));
        }
        time[size] = bar.second;
        line[size] = fromLine;
        volume[size] = bar.volume;
        for (int p = 0; p < prices.length; p++) {
            prices[p][size] = bar.prices[p];
        }
        if (quoteVolume != null) {
            quoteVolume[size] = bar.quoteVolume;
        }
        if (trades != null) {
            trades[size] = bar.trades;
        }
        size++;
    }

    /** The columns that not every source has. */
    DatasetExtras extras() {
        DatasetExtras extras = new DatasetExtras();
        extras.quoteVolume = quoteVolume;
        extras.trades = trades;
        return extras;
    }

    /** Rows that step back in time; in rows that mostly run newest first, those that step forward. */
    long outOfOrder() {
        long forward = 0;
        long back = 0;
        for (int i = 1; i < size; i++) {
            forward += time[i] > time[i - 1] ? 1 : 0;
            back += time[i] < time[i - 1] ? 1 : 0;
        }
        return Math.min(forward, back);
    }

    /** Sorts by time; rows of the same time stay in the order of the file. */
    void sort() {
        boolean ascending = true;
        boolean descending = true;
        for (int i = 1; i < size; i++) {
            ascending &= time[i] >= time[i - 1];
            descending &= time[i] < time[i - 1];
        }
        if (ascending) {
            return;
        }
        int n = size;
        take(
                descending
                        ? IntStream.range(0, n).map(i -> n - 1 - i).toArray()
                        : IntStream.range(0, n)
                                .boxed()
                                .sorted(Comparator.comparingLong(i -> time[i]))
                                .mapToInt(Integer::intValue)
                                .toArray());
    }

    /** Keeps these rows, in this order. */
    void take(int[] rows) {
        time = pick(time, rows);
        line = pick(line, rows);
        volume = pick(volume, rows);
        for (int p = 0; p < prices.length; p++) {
            prices[p] = pick(prices[p], rows);
        }
        quoteVolume = quoteVolume == null ? null : pick(quoteVolume, rows);
        trades = trades == null ? null : pick(trades, rows);
        size = rows.length;
    }

    /** Drops unused room. */
    void trim() {
        if (time.length != size) {
            resize(size);
        }
    }

    private void resize(int length) {
        time = Arrays.copyOf(time, length);
        line = Arrays.copyOf(line, length);
        volume = Arrays.copyOf(volume, length);
        for (int p = 0; p < prices.length; p++) {
            prices[p] = Arrays.copyOf(prices[p], length);
        }
        quoteVolume = quoteVolume == null ? null : Arrays.copyOf(quoteVolume, length);
        trades = trades == null ? null : Arrays.copyOf(trades, length);
    }

    private static long[] pick(long[] from, int[] rows) {
        long[] out = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            out[i] = from[rows[i]];
        }
        return out;
    }

    private static double[] pick(double[] from, int[] rows) {
        double[] out = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            out[i] = from[rows[i]];
        }
        return out;
    }
}
