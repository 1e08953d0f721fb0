package io.regimen.activities.inference;

import java.util.Arrays;

/**
 * Weights w &gt;= 0 that minimise {@code |y - F w|^2 + lambda |w - 1/M|^2}: outcomes y on the forecasts F of M members,
 * shrunk towards the plain mean. lambda is {@link #SHRINKAGE} x the mean diagonal of F'F, so the weights do not depend on
 * the scale of the forecasts. All members wrong for long enough get all weights 0: stand aside.
 *
 * <p>Solved exactly on the normal equations {@code (F'F + lambda I) w = F'y + lambda/M} by exchanging one member at a time
 * between "free" and "held at 0" until no sign is wrong, always the last one that is (Murty 1974: finite for a positive
 * definite matrix). The free set of the bar before is the first guess and is nearly always right; the minimum is unique,
 * so the guess does not change it.
 */
final class NonNegativeRidge {
    /** Forecasts explain little of an outcome, so a few hundred rows must not move the weights far from equal. */
    static final double SHRINKAGE = 10;

    /** A gain below this share of its terms is rounding. */
    static final double ROUNDING = 1e-14;

    private final int members;
    private final double[] weights;
    private final double[] target;
    private final int[] free;
    /** Factor L of the free part = L D L', row by row below its diagonal of ones. */
    private final double[] factor;
    /** L D. */
    private final double[] reached;
    /** 1 / D. */
    private final double[] inversePivot;

    private final double[] solved;
    private long freeSet;

    NonNegativeRidge(int members) {
        if (members > 20) {
            throw new IllegalArgumentException("stacking takes up to 20 members, not " + members);
        }
        this.members = members;
        this.weights = new double[members];
        this.target = new double[members];
        this.free = new int[members];
        this.factor = new double[members * members];
        this.reached = new double[members * members];
        this.inversePivot = new double[members];
        this.solved = new double[members];
        this.freeSet = (1L << members) - 1;
    }

    /**
     * Weights by member; the array is overwritten by the next call.
     *
     * @param sums F'y and F'F by column, as {@link EnsembleForecasts} lays them out
     * @param row row of the columns
     */
    double[] solve(double[][] sums, int row) {
        double trace = 0;
        for (int m = 0; m < members; m++) {
            trace += sums[EnsembleForecasts.gram(members, m, m)][row];
        }
        if (!(trace > 0)) {
            Arrays.fill(weights, 1.0 / members);
            return weights;
        }
        double lambda = trace * (SHRINKAGE / members);
        for (int m = 0; m < members; m++) {
            target[m] = sums[EnsembleForecasts.CROSS + m][row] + lambda * (1.0 / members);
        }
        for (int exchange = 0; exchange <= 1 << members; exchange++) {
            solveFree(sums, row, lambda);
            int wrong = lastWrongSign(sums, row);
            if (wrong < 0) {
                return weights;
            }
            freeSet ^= 1L << wrong;
        }
        // only rounding around a weight of exactly 0 can get here
        for (int m = 0; m < members; m++) {
            weights[m] = Math.max(weights[m], 0);
        }
        return weights;
    }

    private void solveFree(double[][] sums, int at, double lambda) {
        int count = 0;
        for (int m = 0; m < members; m++) {
            weights[m] = 0;
            if ((freeSet >>> m & 1) != 0) {
                free[count++] = m;
            }
        }
        for (int r = 0; r < count; r++) {
            int member = free[r];
            double pivot = sums[EnsembleForecasts.gram(members, member, member)][at] + lambda;
            double value = target[member];
            for (int c = 0; c < r; c++) {
                double entry = sums[EnsembleForecasts.gram(members, member, free[c])][at];
                for (int k = 0; k < c; k++) {
                    entry -= reached[r * members + k] * factor[c * members + k];
                }
                double scaled = entry * inversePivot[c];
                reached[r * members + c] = entry;
                factor[r * members + c] = scaled;
                pivot -= scaled * entry;
                value -= scaled * solved[c];
            }
            inversePivot[r] = 1 / pivot;
            solved[r] = value;
        }
        for (int r = count - 1; r >= 0; r--) {
            double value = solved[r] * inversePivot[r];
            for (int k = r + 1; k < count; k++) {
                value -= factor[k * members + r] * weights[free[k]];
            }
            weights[free[r]] = value;
        }
    }

    /** The last free member with a weight below 0, or held member that would gain from a weight above 0; -1 if none. */
    private int lastWrongSign(double[][] sums, int at) {
        for (int m = members - 1; m >= 0; m--) {
            if ((freeSet >>> m & 1) != 0) {
                if (weights[m] < 0) {
                    return m;
                }
                continue;
            }
            double gain = target[m];
            double size = Math.abs(gain);
            for (int k = 0; k < members; k++) {
                double term = sums[EnsembleForecasts.gram(members, Math.max(m, k), Math.min(m, k))][at] * weights[k];
                gain -= term;
                size += Math.abs(term);
            }
            if (gain > ROUNDING * size) {
                return m;
            }
        }
        return -1;
    }
}
