package io.regimen.activities.regime;

import io.regimen.workflows.regime.Measured;
import java.util.Arrays;
import java.util.List;

/**
 * What a detector sees of each bar: its features, scaled by their means and deviations on the bars of a fit, and no farther
 * than {@value #FAR} deviations, so that one crash is no state of its own. A bar of which any feature is unknown or infinite is a
 * row of NaN.
 */
final class Observations {
    private static final double FAR = 5;

    private final double[][] columns;

    Observations(Measures measures, List<Measured> features) {
        columns = features.stream().map(measures::of).toArray(double[][]::new);
    }

    /** How features were scaled on the bars of a fit. */
    final class Scale {
        private final double[] mean = new double[columns.length];
        private final double[] deviation = new double[columns.length];

        private Scale(int from, int to) {
            for (int column = 0; column < columns.length; column++) {
                double sum = 0;
                double count = 0;
                for (int t = from; t < to; t++) {
                    if (isKnown(t)) {
                        sum += columns[column][t];
                        count++;
                    }
                }
                mean[column] = sum / count;
                double squares = 0;
                for (int t = from; t < to; t++) {
                    if (isKnown(t)) {
                        double error = columns[column][t] - mean[column];
                        squares += error * error;
                    }
                }
                deviation[column] = Math.sqrt(squares / count);
            }
        }

        /** The scaled features of a bar; 0 where a feature did not vary in the fit. */
        double[] row(int t) {
            double[] out = new double[columns.length];
            if (!isKnown(t)) {
                Arrays.fill(out, Double.NaN);
                return out;
            }
            for (int column = 0; column < out.length; column++) {
                double z = (columns[column][t] - mean[column]) / deviation[column];
                out[column] = deviation[column] > 0 ? Math.clamp(z, -FAR, FAR) : 0;
            }
            return out;
        }
    }

    /** Scales by the bars [from, to). */
    Scale scale(int from, int to) {
        return new Scale(from, to);
    }

    /** Known bars of [from, to). */
    int known(int from, int to) {
        int count = 0;
        for (int t = from; t < to; t++) {
            count += isKnown(t) ? 1 : 0;
        }
        return count;
    }

    private boolean isKnown(int t) {
        for (double[] column : columns) {
            if (!Double.isFinite(column[t])) {
                return false;
            }
        }
        return true;
    }
}
