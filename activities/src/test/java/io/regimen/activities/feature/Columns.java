package io.regimen.activities.feature;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Matrix;

/** Statistics of feature columns. */
final class Columns {
    /** Chance that any of many features passes the bound on a random walk. */
    private static final double FAMILY = 0.01;

    private Columns() {}

    static double range(Matrix values, int column, int from) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = from; row < values.rows(); row++) {
            least = Math.min(least, values.get(row, column));
            most = Math.max(most, values.get(row, column));
        }
        return most - least;
    }

    static double deviation(Matrix values, int column, int from) {
        double sum = 0;
        double squares = 0;
        int rows = values.rows() - from;
        for (int row = from; row < values.rows(); row++) {
            sum += values.get(row, column);
        }
        for (int row = from; row < values.rows(); row++) {
            squares += Math.pow(values.get(row, column) - sum / rows, 2);
        }
        return Math.sqrt(squares / rows);
    }

    /** Two-sided bound of Bonferroni for the z of so many features. */
    static double bound(int features) {
        return new org.hipparchus.distribution.continuous.NormalDistribution()
                .inverseCumulativeProbability(1 - FAMILY / 2 / features);
    }

    /** Correlation with the return of the next bar, in its own standard errors; 0 for a column that stands still. */
    static double correlation(Matrix values, int column, int from, Bars bars) {
        int rows = Math.min(values.rows(), bars.size() - 1) - from;
        double[] feature = new double[rows];
        double[] next = new double[rows];
        for (int i = 0; i < rows; i++) {
            int t = from + i;
            feature[i] = values.get(t, column);
            next[i] = Math.log(bars.close(t + 1) / bars.close(t));
        }
        double r = new org.hipparchus.stat.correlation.PearsonsCorrelation().correlation(feature, next);
        return deviation(values, column, from) == 0 ? 0 : r * Math.sqrt(rows);
    }
}
