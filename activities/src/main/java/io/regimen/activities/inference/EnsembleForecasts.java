package io.regimen.activities.inference;

import io.regimen.workflows.EnsembleMethod;
import java.util.Set;

/**
 * The ensembles of one stream for one lookback. At each bar only rows that have an outcome, and one resolved by its
 * close, are looked at, the last {@code lookback} of them, or as many as there are; with fewer than {@link #MIN_RESOLVED}
 * all weights are equal.
 *
 * <ul>
 *   <li>{@code mean}: equal weights.
 *   <li>{@code weighted}: {@code w_m} proportional to {@code exp(-ETA x loss_m)}, loss being the member's mean squared
 *       error divided by the mean square of the outcomes, so that a forecast of 0 has loss 1.
 *   <li>{@code stacking}: {@link NonNegativeRidge} of outcomes on forecasts.
 * </ul>
 */
final class EnsembleForecasts {
    /** A member 1.4 percentage points of R2 behind another gets half its weight: forecasts of returns differ that little. */
    static final double ETA = 50;

    static final int MIN_RESOLVED = 20;

    // columns of the sums: y'y, then e'e of the mean, F'y by member, the lower triangle of F'F row by row
    static final int OUTCOME_SQUARES = 0;
    private static final int ERROR_SQUARES = 1;
    static final int CROSS = 2;

    /** Forecasts that leave less of the outcomes than this are perfect up to rounding. */
    private static final double PERFECT = 1e-12;

    private final MemberForecasts members;
    private final int lookback;
    private final int first;
    private final int end;
    private final SignalLanes lanes;
    private final boolean weigh;
    private final boolean stack;
    private final double[] weighted;
    private final double[] stacked;
    /**
     * Root mean square forecast error of the equal-weight mean over the same rows as the weights; NaN while they are
     * fewer than {@link #MIN_RESOLVED}.
     */
    final double[] meanError;
    /**
     * Slope of the regression through 0 of outcomes on the equal-weight mean, at least 0, over the standard deviation of
     * what it leaves, of the same rows; 0 while they are fewer than {@link #MIN_RESOLVED}. Empty if not asked for.
     */
    final double[] slopeOverError;

    private final int count;
    private final double[][] weights;
    private final double[] total;
    private boolean done;

    /** Will {@link #work} out indices [first, end) of the stream; what lies before first stays 0. */
    EnsembleForecasts(
            MemberForecasts members,
            Set<EnsembleMethod> methods,
            boolean calibrate,
            int lookback,
            int first,
            int end,
            Arithmetic arithmetic) {
        this.members = members;
        this.lookback = lookback;
        this.first = first;
        this.end = end;
        this.count = members.members();
        this.lanes = SignalLanes.of(arithmetic, count);
        this.weigh = methods.contains(EnsembleMethod.WEIGHTED);
        this.stack = methods.contains(EnsembleMethod.STACKING);
        this.weighted = new double[weigh ? end : 0];
        this.stacked = new double[stack ? end : 0];
        this.meanError = new double[end];
        this.slopeOverError = new double[calibrate ? end : 0];
        this.weights = new double[count][lookback + WindowSums.PADDING];
        this.total = new double[lookback + WindowSums.PADDING];
    }

    /** Column of the product of two members' forecasts, row at least column. */
    static int gram(int members, int row, int column) {
        return CROSS + members + row * (row + 1) / 2 + column;
    }

    /** Ensemble forecasts by index of the stream. */
    double[] of(EnsembleMethod method) {
        return switch (method) {
            case MEAN -> members.mean;
            case WEIGHTED -> weighted;
            case STACKING -> stacked;
        };
    }

    /** Works everything out, the first time. */
    void work() {
        if (done) {
            return;
        }
        done = true;
        if (lookback < MIN_RESOLVED || first >= end) {
            for (int t = first; t < end; t++) {
                equal(t);
            }
            return;
        }
        int[] newest = members.newestResolved;
        WindowSums sums = new WindowSums(lookback, gram(count, count, 0));
        int from = Math.max(0, newest[first] + 1 - lookback);
        int to = newest[end - 1] + 1;
        int t = first;
        // bars at whose close too few rows are resolved
        for (; t < end && newest[t] + 1 < MIN_RESOLVED; t++) {
            equal(t);
        }
        for (int block = from / lookback * lookback; block < to; block += lookback) {
            int start = Math.max(0, from - block);
            int stop = Math.min(lookback, to - block);
            fill(sums.row, block, start, stop);
            sums.advance(start, stop);
            int begin = start / WindowSums.PADDING * WindowSums.PADDING;
            if (weigh) {
                lanes.weigh(sums, begin, stop, weights, total);
            }
            int until = t;
            while (until < end && newest[until] < block + stop) {
                until++;
            }
            errors(sums, block, t, until);
            calibrate(sums, block, t, until);
            if (weigh) {
                combine(weighted, block, t, until);
                normalise(sums, block, t, until);
            }
            if (stack) {
                lanes.stack(sums, begin, stop, weights);
                combine(stacked, block, t, until);
            }
            t = until;
        }
        for (int i = first; i < end; i++) {
            meanError[i] = Math.sqrt(meanError[i]);
        }
    }

    private void equal(int t) {
        meanError[t] = Double.NaN;
        if (weigh) {
            weighted[t] = members.mean[t];
        }
        if (stack) {
            stacked[t] = members.mean[t];
        }
    }

    /** The rows [start, stop) of a block of resolved rows. */
    private void fill(double[][] row, int block, int start, int stop) {
        double[] outcome = members.resolvedOutcome;
        multiply(row[OUTCOME_SQUARES], outcome, outcome, block, start, stop);
        multiply(row[ERROR_SQUARES], members.resolvedError, members.resolvedError, block, start, stop);
        for (int m = 0; m < count; m++) {
            double[] forecast = members.resolvedByMember[m];
            multiply(row[CROSS + m], forecast, outcome, block, start, stop);
            for (int k = 0; k <= m; k++) {
                multiply(row[gram(count, m, k)], forecast, members.resolvedByMember[k], block, start, stop);
            }
        }
    }

    private static void multiply(double[] out, double[] x, double[] y, int block, int start, int stop) {
        for (int i = start; i < stop; i++) {
            out[i] = x[block + i] * y[block + i];
        }
    }

    private void errors(WindowSums sums, int block, int from, int to) {
        double[] squares = sums.sum[ERROR_SQUARES];
        for (int t = from; t < to; t++) {
            int newest = members.newestResolved[t];
            meanError[t] = squares[newest - block] / Math.min(newest + 1, lookback);
        }
    }

    private void calibrate(WindowSums sums, int block, int from, int to) {
        if (slopeOverError.length == 0) {
            return;
        }
        for (int t = from; t < to; t++) {
            int i = members.newestResolved[t] - block;
            double cross = 0;
            double squares = 0;
            for (int m = 0; m < count; m++) {
                cross += sums.sum[CROSS + m][i] / count;
                for (int k = 0; k < count; k++) {
                    squares += sums.sum[gram(count, Math.max(m, k), Math.min(m, k))][i] / (count * count);
                }
            }
            if (cross > 0 && squares > 0) {
                double slope = cross / squares;
                double outcomes = sums.sum[OUTCOME_SQUARES][i];
                double left = Math.max(outcomes - slope * cross, PERFECT * outcomes);
                double rows = Math.min(members.newestResolved[t] + 1, lookback);
                slopeOverError[t] = slope / Math.sqrt(left / rows);
            }
        }
    }

    /** Sums of weight x forecast for bars [from, to), run by run of bars that each resolve one more row. */
    private void combine(double[] out, int block, int from, int to) {
        int[] newest = members.newestResolved;
        int t = from;
        while (t < to) {
            int stop = t + 1;
            while (stop < to && newest[stop] == newest[stop - 1] + 1) {
                stop++;
            }
            int shift = newest[t] - block - t;
            for (int m = 0; m < count; m++) {
                accumulate(out, weights[m], members.byMember[m], shift, t, stop);
            }
            t = stop;
        }
    }

    private static void accumulate(double[] out, double[] weight, double[] forecast, int shift, int from, int to) {
        for (int t = from; t < to; t++) {
            out[t] += weight[t + shift] * forecast[t];
        }
    }

    private void normalise(WindowSums sums, int block, int from, int to) {
        double[] outcomes = sums.sum[OUTCOME_SQUARES];
        for (int t = from; t < to; t++) {
            int i = members.newestResolved[t] - block;
            weighted[t] = outcomes[i] > Double.MIN_NORMAL ? weighted[t] / total[i] : members.mean[t];
        }
    }
}
