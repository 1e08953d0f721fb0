package io.regimen.workercpu.model;

import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.Vector;

/**
 * Mean and standard deviation of each column over a member's training rows.
 *
 * @param deviation divisor n; 0 for a column that does not vary, which is then scaled to 0
 */
record Scaling(Vector mean, Vector deviation) {

    static Scaling of(Matrix features, int[] rows) {
        Vector mean = new Vector(features.columns());
        Vector deviation = new Vector(features.columns());
        for (int c = 0; c < features.columns(); c++) {
            double sum = 0;
            for (int row : rows) {
                sum += features.get(row, c);
            }
            double centre = sum / rows.length;
            double squares = 0;
            for (int row : rows) {
                double off = features.get(row, c) - centre;
                squares += off * off;
            }
            double spread = Math.sqrt(squares / rows.length);
            mean.set(c, centre);
            deviation.set(c, spread > 1e-12 * Math.abs(centre) ? spread : 0);
        }
        return new Scaling(mean, deviation);
    }

    int columns() {
        return mean.size();
    }

    /** Scales the values of a column. */
    void apply(int column, Vector raw, float[] into) {
        double spread = deviation.get(column);
        double centre = mean.get(column);
        for (int row = 0; row < raw.size(); row++) {
            into[row] = spread == 0 ? 0 : (float) ((raw.get(row) - centre) / spread);
        }
    }

    /** Scales one row into a row-major buffer. */
    void apply(Matrix features, int row, float[] into, int at) {
        for (int c = 0; c < columns(); c++) {
            double spread = deviation.get(c);
            into[at + c] = spread == 0 ? 0 : (float) ((features.get(row, c) - mean.get(c)) / spread);
        }
    }
}
