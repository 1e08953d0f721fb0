package io.regimen.activities.inference;

import io.regimen.activities.label.Reach;
import io.regimen.activities.model.Vector;
import java.util.Arrays;
import java.util.List;

/**
 * One stream of forecasts with what every ensemble of it needs. Index 0 is the first row of the streams.
 *
 * <p>The outcome of row s for a step h is {@code ln(open[s+1+d+h] / open[s+1+d])}, d being the latency. It is resolved at
 * the close of bar t if and only if {@code s+1+d+h <= t}: then that open is known. Rows that have none at all
 * ({@link Reach}: a bar filled in, a gap on the way) are never looked at by ensembles.
 */
final class MemberForecasts {
    /** Bars from entry to exit. */
    final int step;
    /** Bars from a row to the bar at whose close its outcome is known: 1 + latency + step. */
    final int resolvedAfter;

    final double[][] byMember;
    /** Equal-weight mean of the members. */
    final double[] mean;
    /** Standard deviation of the members' forecasts (divided by their number). */
    final double[] spread;
    /** At the close of each bar, how many rows with an outcome are resolved, less 1: place of the newest below. */
    final int[] newestResolved;
    // of the rows that have an outcome, one after the other

    final double[] resolvedOutcome;
    /** Forecast of the mean less the outcome. */
    final double[] resolvedError;

    final double[][] resolvedByMember;

    MemberForecasts(List<Vector> members, int step, int latency, double[] logOpen, Reach reach, int from) {
        this.step = step;
        this.resolvedAfter = 1 + latency + step;
        this.byMember = members.stream().map(Vector::toArray).toArray(double[][]::new);
        int rows = byMember[0].length;
        this.mean = new double[rows];
        this.spread = new double[rows];
        double[] outcome = new double[rows];
        // member by member over all rows: plain loops that the compiler turns into vector instructions
        int count = byMember.length;
        for (double[] member : byMember) {
            for (int i = 0; i < rows; i++) {
                mean[i] += member[i];
            }
        }
        for (int i = 0; i < rows; i++) {
            mean[i] /= count;
        }
        for (double[] member : byMember) {
            for (int i = 0; i < rows; i++) {
                double deviation = member[i] - mean[i];
                spread[i] += deviation * deviation;
            }
        }
        for (int i = 0; i < rows; i++) {
            spread[i] = Math.sqrt(spread[i] / count);
        }
        int[] known = new int[rows];
        int resolved = 0;
        newestResolved = new int[rows];
        Arrays.fill(newestResolved, -1);
        for (int i = 0; i < rows - resolvedAfter; i++) {
            if (reach.known(from + i, step, latency)) {
                outcome[i] = logOpen[from + i + resolvedAfter] - logOpen[from + i + 1 + latency];
                known[resolved++] = i;
            }
            newestResolved[i + resolvedAfter] = resolved - 1;
        }
        resolvedOutcome = picked(outcome, known, resolved);
        double[] resolvedMean = picked(mean, known, resolved);
        resolvedError = new double[resolved];
        for (int j = 0; j < resolved; j++) {
            resolvedError[j] = resolvedMean[j] - resolvedOutcome[j];
        }
        resolvedByMember = new double[count][];
        for (int m = 0; m < count; m++) {
            resolvedByMember[m] = picked(byMember[m], known, resolved);
        }
    }

    /** The same array where the rows are the first ones: nothing writes to it any more. */
    private static double[] picked(double[] of, int[] rows, int count) {
        if (count == 0 || rows[count - 1] == count - 1) {
            return of;
        }
        double[] out = new double[count];
        for (int j = 0; j < count; j++) {
            out[j] = of[rows[j]];
        }
        return out;
    }

    int rows() {
        return mean.length;
    }

    int members() {
        return byMember.length;
    }
}
