package io.regimen.activities.regime;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.regime.Measured;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * The measures of one series of bars, each computed once. The value at bar t is known at its close and depends on bars up
 * to t alone; NaN before the look-back is full and where the bars do not say.
 */
final class Measures {
    private static final int DAY = 86_400;
    private static final int WEEK = 7 * DAY;
    /** 1970-01-01 was a Thursday; weeks begin on Monday. */
    private static final int EPOCH_IN_WEEK = 3 * DAY;

    private static final double PARKINSON = 4 * Math.log(2);

    private final Bars bars;
    private final double[] price;
    /** Squares of the one-bar log returns; 0 at the first bar. */
    private final double[] squares;

    private final Map<Measured, double[]> known = new HashMap<>();

    Measures(Bars bars) {
        this.bars = bars;
        int size = bars.size();
        price = new double[size];
        squares = new double[size];
        for (int t = 0; t < size; t++) {
            price[t] = Math.log(bars.close(t));
            double r = t == 0 ? 0 : price[t] - price[t - 1];
            squares[t] = r * r;
        }
    }

    /** The measure at every bar; not to be written to. */
    double[] of(Measured measured) {
        double[] found = known.get(measured);
        if (found == null) {
            found = compute(measured);
            Arrays.fill(
                    found,
                    0,
                    Math.min(found.length, measured.lookBack(bars.timeframe().seconds())),
                    Double.NaN);
            known.put(measured, found);
        }
        return found;
    }

    private double[] compute(Measured measured) {
        int lag = measured.lag();
        if (lag > 0) {
            double[] now = of(new Measured(measured.measure(), measured.parameters(), 0));
            return each(lag, t -> now[t - lag]);
        }
        return switch (measured.measure()) {
            case TREND_Z -> trend(measured.parameter("window"), measured.parameter("sigma_window"));
            case REGRESSION_T -> line(measured, Line::t);
            case REGRESSION_R2 -> line(measured, Line::r2);
            case REGRESSION_LEVEL -> line(measured, line -> RegressionNull.level(line.correlation()));
            case TREND_STRENGTH -> line(measured, line -> Math.abs(line.correlation()));
            case RETURNS -> {
                int window = measured.parameter("window");
                yield each(window, t -> price[t] - price[t - window]);
            }
            case VOLATILITY -> volatility(measured, squares);
            case PARKINSON_VOLATILITY -> volatility(measured, ranges());
            case DRAWDOWN -> drawdown(measured.parameter("window"));
            case EFFICIENCY_RATIO -> efficiency(measured.parameter("window"));
            case VARIANCE_RATIO -> varianceRatio(measured.parameter("window"), measured.parameter("step"));
            case SPREAD ->
                bars.quoted()
                        ? mean(each(0, t -> 2e4 * bars.halfSpread(t) / bars.open(t)), measured.parameter("window"))
                        : each(0, t -> Double.NaN);
            case VOLUME -> mean(each(0, bars::volume), measured.parameter("window"));
            case SESSION_TOKYO -> session(ZoneId.of("Asia/Tokyo"), 9, 18);
            case SESSION_LONDON -> session(ZoneId.of("Europe/London"), 8, 17);
            case SESSION_NEW_YORK -> session(ZoneId.of("America/New_York"), 8, 17);
        };
    }

    /** 0 where the price never moved within the longer window. */
    private double[] trend(int window, int sigmaWindow) {
        double[] sums = new double[squares.length];
        double sum = 0;
        for (int t = 0; t < sums.length; t++) {
            sum += squares[t];
            sums[t] = sum;
        }
        return each(Math.max(window, sigmaWindow), t -> {
            double meanSquare = (sums[t] - sums[t - sigmaWindow]) / sigmaWindow;
            double change = price[t] - price[t - window];
            return meanSquare > 0 ? change / Math.sqrt(meanSquare * window) : 0;
        });
    }

    private double[] line(Measured measured, ToDoubleFunction<Line> value) {
        int window = measured.parameter("window");
        return each(window - 1, t -> value.applyAsDouble(Line.through(price, t, window)));
    }

    private double[] volatility(Measured measured, double[] variances) {
        int weeks = measured.parameter("hour_weeks");
        double[] shares = weeks == 0 ? variances : UsualByHour.shares(variances, bars, weeks);
        double[] means = mean(shares, measured.parameter("window"));
        return each(0, t -> Math.sqrt(means[t]));
    }

    private double[] ranges() {
        return each(0, t -> {
            double range = Math.log(bars.high(t) / bars.low(t));
            return range * range / PARKINSON;
        });
    }

    /** The largest close of a window lies at the head of a queue of bars with falling closes. */
    private double[] drawdown(int window) {
        int[] queue = new int[price.length];
        double[] out = new double[price.length];
        int head = 0;
        int tail = 0;
        for (int t = 0; t < out.length; t++) {
            while (tail > head && bars.close(queue[tail - 1]) <= bars.close(t)) {
                tail--;
            }
            queue[tail++] = t;
            if (queue[head] <= t - window) {
                head++;
            }
            out[t] = 1 - bars.close(t) / bars.close(queue[head]);
        }
        return out;
    }

    private double[] efficiency(int window) {
        return each(window, t -> {
            double way = 0;
            for (int i = t - window + 1; i <= t; i++) {
                way += Math.abs(price[i] - price[i - 1]);
            }
            return way > 0 ? Math.abs(price[t] - price[t - window]) / way : 0;
        });
    }

    /** 1 where the price never moved. The changes over several bars are those that lie within the window. */
    private double[] varianceRatio(int window, int step) {
        return each(window, t -> {
            double one = 0;
            double several = 0;
            for (int i = t - window + 1; i <= t; i++) {
                one += squares[i];
                if (i - step >= t - window) {
                    double change = price[i] - price[i - step];
                    several += change * change;
                }
            }
            return one > 0 ? several / (window - step + 1) / (step * (one / window)) : 1;
        });
    }

    /** Means of the last values, each summed afresh: nothing drifts, and nothing before the window counts. */
    private static double[] mean(double[] values, int window) {
        double[] out = new double[values.length];
        for (int t = 0; t < out.length; t++) {
            double sum = 0;
            for (int i = Math.max(0, t - window + 1); i <= t; i++) {
                sum += values[i];
            }
            out[t] = sum / window;
        }
        return out;
    }

    private double[] session(ZoneId zone, int from, int to) {
        ZoneRules rules = zone.getRules();
        return each(0, t -> {
            long utc = bars.time(t) + bars.timeframe().seconds();
            long local = utc + rules.getOffset(Instant.ofEpochSecond(utc)).getTotalSeconds();
            long day = Math.floorMod(local + EPOCH_IN_WEEK, (long) WEEK) / DAY;
            long hour = Math.floorMod(local, (long) DAY) / 3600;
            return day < 5 && hour >= from && hour < to ? 1 : 0;
        });
    }

    /** Values from a bar on; NaN before. */
    private double[] each(int first, IntToDoubleFunction value) {
        double[] out = new double[price.length];
        Arrays.fill(out, 0, Math.min(first, out.length), Double.NaN);
        for (int t = first; t < out.length; t++) {
            out[t] = value.applyAsDouble(t);
        }
        return out;
    }
}
