package io.regimen.workercpu.model;

import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.TrainingSet;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;

/**
 * Sums over rows from which means, deviations and cross products of features and outcomes follow; rows can be added
 * later. Features and outcomes stand side by side in one row z = (x, y), and the sums are those of z and of z z'.
 *
 * <p>Every column is shifted by a constant near its mean, so that the variance is not the small difference of two large
 * sums.
 */
final class GramSums {
    private final int columns;
    private final double[] shift;
    private final double[] sums;
    private final double[][] products;
    private int rows;

    /** Empty sums for the data, shifted by the means of the given rows. */
    GramSums(TrainingSet data, int[] shiftRows) {
        columns = data.features().columns();
        int width = columns + data.outcomes().size();
        sums = new double[width];
        products = new double[width][];
        for (int i = 0; i < width; i++) {
            products[i] = new double[i + 1];
        }
        shift = new double[width];
        double[] row = new double[width];
        double[] total = new double[width];
        for (int r : shiftRows) {
            read(data, r, row);
            for (int i = 0; i < width; i++) {
                total[i] += row[i];
            }
        }
        for (int i = 0; i < width; i++) {
            shift[i] = total[i] / shiftRows.length;
        }
    }

    /** Adds rows, four at a time: one pass over the products serves four rows. */
    void add(TrainingSet data, int[] added) {
        double[][] z = new double[4][sums.length];
        for (int at = 0; at < added.length; at += 4) {
            for (int k = 0; k < 4; k++) {
                if (at + k < added.length) {
                    read(data, added[at + k], z[k]);
                } else {
                    System.arraycopy(shift, 0, z[k], 0, shift.length); // counts as zero below
                }
                for (int i = 0; i < shift.length; i++) {
                    z[k][i] -= shift[i];
                }
            }
            addFour(z[0], z[1], z[2], z[3]);
        }
        rows += added.length;
    }

    private void addFour(double[] a, double[] b, double[] c, double[] d) {
        for (int i = 0; i < sums.length; i++) {
            double[] line = products[i];
            double ai = a[i];
            double bi = b[i];
            double ci = c[i];
            double di = d[i];
            sums[i] += ai + bi + ci + di;
            for (int j = 0; j <= i; j++) {
                line[j] += ai * a[j] + bi * b[j] + ci * c[j] + di * d[j];
            }
        }
    }

    int rows() {
        return rows;
    }

    /** Mean of feature or outcome i; outcomes follow the features. */
    double mean(int i) {
        return shift[i] + sums[i] / rows;
    }

    /** Standard deviation (divisor n); 0 where it is no more than rounding of a constant. */
    double deviation(int i) {
        double deviation = Math.sqrt(Math.max(0, centred(i, i) / rows));
        return deviation > 1e-12 * Math.abs(mean(i)) ? deviation : 0;
    }

    /** X'X of the features named, each less its mean and in units of its deviation. */
    RealMatrix features(int[] used) {
        RealMatrix out = new Array2DRowRealMatrix(used.length, used.length);
        for (int i = 0; i < used.length; i++) {
            for (int j = 0; j <= i; j++) {
                double value = centred(used[i], used[j]) / (deviation(used[i]) * deviation(used[j]));
                out.setEntry(i, j, value);
                out.setEntry(j, i, value);
            }
        }
        return out;
    }

    /** X'Y of the features named, standardised, and of all outcomes, less their means. */
    RealMatrix outcomes(int[] used) {
        RealMatrix out = new Array2DRowRealMatrix(used.length, sums.length - columns);
        for (int i = 0; i < used.length; i++) {
            for (int h = 0; h < sums.length - columns; h++) {
                out.setEntry(i, h, centred(columns + h, used[i]) / deviation(used[i]));
            }
        }
        return out;
    }

    private double centred(int i, int j) {
        double product = i >= j ? products[i][j] : products[j][i];
        return product - sums[i] * (sums[j] / rows);
    }

    private static void read(TrainingSet data, int row, double[] into) {
        Matrix features = data.features();
        int columns = features.columns();
        for (int c = 0; c < columns; c++) {
            into[c] = features.get(row, c);
        }
        for (int h = 0; h < data.outcomes().size(); h++) {
            into[columns + h] = data.outcomes().get(h).get(row);
        }
    }
}
