package io.regimen.activities.feature;

import io.regimen.workflows.Timeframe;
import java.util.Arrays;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.Num;

/**
 * The bars that one block of values is computed from, counted from 0, growing bar by bar. Windows are summed afresh for
 * each value: ta4j's running totals would carry the rounding of a price spike on to the end of the block.
 */
final class Stretch {
    private final Timeframe timeframe;
    private final Ta4jSeries ta4j = new Ta4jSeries();
    private long[] time = new long[256];
    private double[] open = new double[256];
    private double[] high = new double[256];
    private double[] low = new double[256];
    private double[] close = new double[256];
    private double[] volume = new double[256];
    private double[] logReturn = new double[256];
    private int size;

    Stretch(Timeframe timeframe) {
        this.timeframe = timeframe;
    }

    void add(Bar bar) {
        if (size == time.length) {
            grow(2 * size);
        }
        time[size] = bar.time();
        open[size] = bar.open();
        high[size] = bar.high();
        low[size] = bar.low();
        close[size] = bar.close();
        volume[size] = bar.volume();
        logReturn[size] = size == 0 ? Double.NaN : Math.log(bar.close() / close[size - 1]);
        ta4j.add(bar);
        size++;
    }

    private void grow(int length) {
        time = Arrays.copyOf(time, length);
        open = Arrays.copyOf(open, length);
        high = Arrays.copyOf(high, length);
        low = Arrays.copyOf(low, length);
        close = Arrays.copyOf(close, length);
        volume = Arrays.copyOf(volume, length);
        logReturn = Arrays.copyOf(logReturn, length);
    }

    int size() {
        return size;
    }

    Timeframe timeframe() {
        return timeframe;
    }

    org.ta4j.core.BarSeries series() {
        return ta4j.series();
    }

    Indicator<Num> closes() {
        return new ClosePriceIndicator(ta4j.series());
    }

    /** When bar i closed, seconds since 1970-01-01 UTC. */
    long closeTime(int i) {
        return time[i] + timeframe.seconds();
    }

    double open(int i) {
        return open[i];
    }

    double high(int i) {
        return high[i];
    }

    double low(int i) {
        return low[i];
    }

    double close(int i) {
        return close[i];
    }

    double volume(int i) {
        return volume[i];
    }

    double range(int i) {
        return high[i] - low[i];
    }

    double typical(int i) {
        return (high[i] + low[i] + close[i]) / 3;
    }

    /** Close of bar i against the bar before; NaN for the first. */
    double logReturn(int i) {
        return logReturn[i];
    }

    /** Highest high of the n bars that end with bar i. */
    double highest(int i, int n) {
        double out = high[i];
        for (int k = first(i, n); k < i; k++) {
            out = Math.max(out, high[k]);
        }
        return out;
    }

    /** Lowest low of the n bars that end with bar i. */
    double lowest(int i, int n) {
        double out = low[i];
        for (int k = first(i, n); k < i; k++) {
            out = Math.min(out, low[k]);
        }
        return out;
    }

    /** Where a window of n bars that ends with bar i begins; cut off at the start. */
    int first(int i, int n) {
        return Math.max(0, i - n + 1);
    }

    /** Mean of a value over the n bars that end with bar i. */
    double mean(int i, int n, java.util.function.IntToDoubleFunction value) {
        double sum = 0;
        int from = first(i, n);
        for (int k = from; k <= i; k++) {
            sum += value.applyAsDouble(k);
        }
        return sum / (i - from + 1);
    }
}
