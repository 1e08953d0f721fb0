package io.regimen.activities.regime;

/**
 * How well a straight line fits a driftless random walk: the distribution of |r|, the absolute correlation of the walk and
 * time. Unlike that of the slope's t statistic it hardly depends on the window (Durlauf and Phillips 1988, whose limit it
 * converges to), so that one table serves all: quantiles of two million simulated walks of 200 steps. At a window of 20
 * the level is off by at most 0.006.
 */
final class RegressionNull {
    private static final double[] LEVEL = {
        0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925,
        0.95, 0.975, 0.99, 0.995, 0.999, 1
    };
    private static final double[] CORRELATION = {
        0, 0.08102, 0.16001, 0.23718, 0.31133, 0.38127, 0.44687, 0.50771, 0.56370, 0.61514, 0.66184, 0.70438, 0.74322,
        0.77831, 0.81039, 0.83971, 0.86686, 0.89236, 0.91701, 0.92948, 0.94258, 0.95755, 0.96946, 0.97544, 0.98376, 1
    };

    private RegressionNull() {}

    /** Share of driftless random walks with a smaller |r|; linear between the table's entries, with r's sign. */
    static double level(double r) {
        double size = Math.min(1, Math.abs(r));
        if (Double.isNaN(size)) {
            return Double.NaN;
        }
        int above = 1;
        while (above < CORRELATION.length - 1 && CORRELATION[above] < size) {
            above++;
        }
        double from = CORRELATION[above - 1];
        double share = (size - from) / (CORRELATION[above] - from);
        return Math.copySign(LEVEL[above - 1] + share * (LEVEL[above] - LEVEL[above - 1]), r);
    }
}
