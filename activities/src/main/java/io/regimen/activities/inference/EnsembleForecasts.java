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

    private static final int OUTCOME_SQUARES = 0;
    private static final int ERROR_SQUARES = 1;
    private static final int CROSS = 2;

    private final MemberForecasts members;
    private final double[] weighted;
    private final double[] stacked;
    /**
     * Root mean square forecast error of the equal-weight mean over the same rows as the weights; NaN while they are
     * fewer than {@link #MIN_RESOLVED}.
     */
    final double[] meanError;

    private final int count;
    private final int gram;
    private final double[] row;
    private final double[] weights;
    private final NonNegativeRidge ridge;

    /** Works out indices [first, end) of the stream; what lies before first stays 0. */
    EnsembleForecasts(MemberForecasts members, Set<EnsembleMethod> methods, int lookback, int first, int end) {
        this.members = members;
        this.count = members.members();
        this.gram = CROSS + count;
        int width = gram + count * (count + 1) / 2;
        this.row = new double[width];
        this.weights = new double[count];
        this.ridge = new NonNegativeRidge(count);
        boolean weigh = methods.contains(EnsembleMethod.WEIGHTED);
        boolean stack = methods.contains(EnsembleMethod.STACKING);
        this.weighted = new double[weigh ? end : 0];
        this.stacked = new double[stack ? end : 0];
        this.meanError = new double[end];

        int[] rows = members.resolvable;
        int pushed = Math.max(0, members.resolvedBy(first) - lookback);
        RollingSums window = new RollingSums(lookback, width, pushed);
        double[] sums = window.sums();
        for (int t = first; t < end; t++) {
            for (; pushed < rows.length && rows[pushed] <= t - members.resolvedAfter; pushed++) {
                window.push(rowOf(rows[pushed]));
            }
            boolean enough = window.count() >= MIN_RESOLVED;
            meanError[t] = enough ? sums[ERROR_SQUARES] / window.count() : Double.NaN;
            if (weigh) {
                weighted[t] = enough && sums[OUTCOME_SQUARES] > Double.MIN_NORMAL ? weigh(sums, t) : members.mean[t];
            }
            if (stack) {
                stacked[t] = enough ? combine(ridge.solve(sums, CROSS, gram), t) : members.mean[t];
            }
        }
        for (int t = first; t < end; t++) {
            meanError[t] = Math.sqrt(meanError[t]);
        }
    }

    /** Ensemble forecasts by index of the stream. */
    double[] of(EnsembleMethod method) {
        return switch (method) {
            case MEAN -> members.mean;
            case WEIGHTED -> weighted;
            case STACKING -> stacked;
        };
    }

    private double[] rowOf(int s) {
        double outcome = members.outcome[s];
        double error = members.mean[s] - outcome;
        row[OUTCOME_SQUARES] = outcome * outcome;
        row[ERROR_SQUARES] = error * error;
        int at = gram;
        for (int m = 0; m < count; m++) {
            double forecast = members.byMember[m][s];
            row[CROSS + m] = forecast * outcome;
            for (int k = 0; k <= m; k++) {
                row[at++] = forecast * members.byMember[k][s];
            }
        }
        return row;
    }

    private double weigh(double[] sums, int t) {
        double least = Double.POSITIVE_INFINITY;
        double scale = 1 / sums[OUTCOME_SQUARES];
        for (int m = 0; m < count; m++) {
            double squares = sums[gram + m * (m + 1) / 2 + m];
            // |y - f|^2 / |y|^2, multiplied out, less the 1 that all members share
            double loss = (squares - 2 * sums[CROSS + m]) * scale;
            weights[m] = loss;
            least = loss < least ? loss : least;
        }
        double total = 0;
        for (int m = 0; m < count; m++) {
            // the best member has weight 1, so the total is never 0
            weights[m] = weights[m] == least ? 1 : StrictMath.exp(-ETA * (weights[m] - least));
            total += weights[m];
        }
        return combine(weights, t) / total;
    }

    private double combine(double[] weights, int t) {
        double sum = 0;
        for (int m = 0; m < count; m++) {
            sum += weights[m] * members.byMember[m][t];
        }
        return sum;
    }
}
