package io.regimen.deploy.bench;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Timeframe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Some indicators of the catalogue as a researcher writes them with pandas: a column at a time, each step a new column,
 * rolling sums carried along, longer timeframes by grouping and filling forward. It is what the feature code is measured
 * against, so it is kept plain: no warm-up, no gaps, no session days, and running sums whose rounding piles up.
 */
final class ReferenceLoop {
    /** What it computes, by the names of the catalogue. */
    static final List<String> INDICATORS = List.of("atr", "bollinger", "ema", "macd", "roc", "rsi", "sma");

    private ReferenceLoop() {}

    /** A table of the columns that are needed. */
    private static final class Frame {
        private final double[] high;
        private final double[] low;
        private final double[] close;

        Frame(double[] high, double[] low, double[] close) {
            this.high = high;
            this.low = low;
            this.close = close;
        }
    }

    /** The columns by name, in order. */
    static Map<String, Vector> columns(Bars bars, List<Timeframe> timeframes) {
        int n = bars.size();
        Frame base = new Frame(
                IntStream.range(0, n).mapToDouble(bars::high).toArray(),
                IntStream.range(0, n).mapToDouble(bars::low).toArray(),
                IntStream.range(0, n).mapToDouble(bars::close).toArray());
        Map<String, Vector> out = new LinkedHashMap<>();
        for (Timeframe timeframe : timeframes) {
            if (timeframe == bars.timeframe()) {
                indicators(base).forEach((name, column) -> out.put(name + "_" + timeframe, Vector.of(column)));
            } else {
                // number of the bucket of each bar, and of those that have ended when it closes
                int[] bucket = new int[n];
                for (int t = 1; t < n; t++) {
                    long before = bars.time(t - 1) / timeframe.seconds();
                    bucket[t] = bucket[t - 1] + (bars.time(t) / timeframe.seconds() == before ? 0 : 1);
                }
                indicators(grouped(base, bucket))
                        .forEach((name, column) -> out.put(name + "_" + timeframe, forward(column, bucket)));
            }
        }
        return out;
    }

    private static Frame grouped(Frame base, int[] bucket) {
        int n = bucket.length;
        int count = n == 0 ? 0 : bucket[n - 1] + 1;
        Frame out = new Frame(new double[count], new double[count], new double[count]);
        for (int t = 0; t < n; t++) {
            int b = bucket[t];
            boolean first = t == 0 || bucket[t - 1] != b;
            out.high[b] = first ? base.high[t] : Math.max(out.high[b], base.high[t]);
            out.low[b] = first ? base.low[t] : Math.min(out.low[b], base.low[t]);
            out.close[b] = base.close[t];
        }
        return out;
    }

    /** The value of the bucket before, which has ended for certain. */
    private static Vector forward(double[] column, int[] bucket) {
        Vector out = new Vector(bucket.length);
        for (int t = 0; t < bucket.length; t++) {
            out.set(t, bucket[t] == 0 ? Double.NaN : column[bucket[t] - 1]);
        }
        return out;
    }

    private static Map<String, double[]> indicators(Frame bars) {
        double[] close = bars.close;
        Map<String, double[]> out = new TreeMap<>();
        out.put("atr_14", divided(smoothed(trueRange(bars), 1.0 / 14), close));
        double[] middle = mean(close, 20);
        double[] half = times(deviation(close, 20), 2);
        double[] width = times(half, 2);
        out.put("bollinger_percent_b", divided(less(close, less(middle, half)), width));
        out.put("bollinger_bandwidth", divided(width, middle));
        for (int window : new int[] {20, 50}) {
            double[] average = smoothed(close, 2.0 / (window + 1));
            out.put("ema_" + window, divided(less(close, average), average));
        }
        double[] macd = less(smoothed(close, 2.0 / 13), smoothed(close, 2.0 / 27));
        double[] signal = smoothed(macd, 2.0 / 10);
        out.put("macd", divided(macd, close));
        out.put("macd_signal", divided(signal, close));
        out.put("macd_histogram", divided(less(macd, signal), close));
        out.put("roc_10", change(close, 10));
        out.put("rsi_14", rsi(close, 14));
        for (int window : new int[] {20, 50, 200}) {
            double[] average = mean(close, window);
            out.put("sma_" + window, divided(less(close, average), average));
        }
        return out;
    }

    private static double[] rsi(double[] close, int n) {
        double[] up = new double[close.length];
        double[] down = new double[close.length];
        for (int t = 1; t < close.length; t++) {
            up[t] = Math.max(0, close[t] - close[t - 1]);
            down[t] = Math.max(0, close[t - 1] - close[t]);
        }
        double[] gain = smoothed(up, 1.0 / n);
        double[] loss = smoothed(down, 1.0 / n);
        double[] out = new double[close.length];
        for (int t = 0; t < close.length; t++) {
            out[t] = 100 * gain[t] / (gain[t] + loss[t]);
        }
        return out;
    }

    private static double[] trueRange(Frame bars) {
        double[] out = new double[bars.close.length];
        for (int t = 0; t < out.length; t++) {
            double before = bars.close[Math.max(0, t - 1)];
            out[t] = Math.max(bars.high[t], before) - Math.min(bars.low[t], before);
        }
        return out;
    }

    private static double[] change(double[] x, int n) {
        double[] out = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            out[t] = t < n ? Double.NaN : x[t] / x[t - n] - 1;
        }
        return out;
    }

    /** ewm(alpha, adjust=False).mean() */
    private static double[] smoothed(double[] x, double alpha) {
        double[] out = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            out[t] = t == 0 ? x[t] : out[t - 1] + alpha * (x[t] - out[t - 1]);
        }
        return out;
    }

    /** rolling(n).mean() */
    private static double[] mean(double[] x, int n) {
        double[] out = new double[x.length];
        double sum = 0;
        for (int t = 0; t < x.length; t++) {
            sum += x[t] - (t < n ? 0 : x[t - n]);
            out[t] = t < n - 1 ? Double.NaN : sum / n;
        }
        return out;
    }

    /** rolling(n).std(ddof=0) */
    private static double[] deviation(double[] x, int n) {
        double[] mean = mean(x, n);
        double[] squares = mean(times(x, x), n);
        double[] out = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            out[t] = Math.sqrt(Math.max(0, squares[t] - mean[t] * mean[t]));
        }
        return out;
    }

    private static double[] less(double[] x, double[] y) {
        return IntStream.range(0, x.length).mapToDouble(t -> x[t] - y[t]).toArray();
    }

    private static double[] divided(double[] x, double[] y) {
        return IntStream.range(0, x.length).mapToDouble(t -> x[t] / y[t]).toArray();
    }

    private static double[] times(double[] x, double[] y) {
        return IntStream.range(0, x.length).mapToDouble(t -> x[t] * y[t]).toArray();
    }

    private static double[] times(double[] x, double factor) {
        return IntStream.range(0, x.length).mapToDouble(t -> x[t] * factor).toArray();
    }
}
