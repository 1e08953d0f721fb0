package io.regimen.activities.regime;

/**
 * The ordinary least squares line through equally spaced values.
 *
 * @param slope per step
 * @param correlation of values and time, with the slope's sign; 0 where the values do not vary
 * @param t slope over its standard error; infinite where the line fits exactly, 0 where the values do not vary
 */
record Line(double slope, double correlation, double t) {
    /** The line through values (to - window, to]. */
    static Line through(double[] values, int to, int window) {
        int from = to - window + 1;
        double middle = (window - 1) / 2.0;
        double base = values[from];
        double mean = 0;
        for (int i = 0; i < window; i++) {
            mean += values[from + i] - base;
        }
        mean /= window;
        double sxx = 0;
        double sxy = 0;
        double syy = 0;
        for (int i = 0; i < window; i++) {
            double x = i - middle;
            double y = values[from + i] - base - mean;
            sxx += x * x;
            sxy += x * y;
            syy += y * y;
        }
        if (syy == 0) {
            return new Line(0, 0, 0);
        }
        double slope = sxy / sxx;
        double residual = 0;
        for (int i = 0; i < window; i++) {
            double error = values[from + i] - base - mean - slope * (i - middle);
            residual += error * error;
        }
        return new Line(slope, sxy / Math.sqrt(sxx * syy), slope / Math.sqrt(residual / (window - 2) / sxx));
    }

    /** Share of the variance that the line explains. */
    double r2() {
        return correlation * correlation;
    }
}
