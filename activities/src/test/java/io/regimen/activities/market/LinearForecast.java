package io.regimen.activities.market;

/**
 * A ridge on the last eight returns, fitted on the first 60 % of the bars, and what it earns on the rest: as the decision
 * is made at the close of bar t, it earns the open-to-open return of bar t+1, minus half the spread per unit traded.
 */
record LinearForecast(double zScore, double netSharpe) {
    private static final int LAGS = 8;
    private static final double HOURS_PER_YEAR = 6_200;

    static LinearForecast fit(Bars bars) {
        int n = bars.size() - 2;
        int split = n * 6 / 10;
        double[][] normal = new double[LAGS][LAGS + 1];
        for (int t = LAGS; t < split; t++) {
            for (int i = 0; i < LAGS; i++) {
                for (int j = 0; j < LAGS; j++) {
                    normal[i][j] += past(bars, t, i) * past(bars, t, j);
                }
                normal[i][LAGS] += past(bars, t, i) * next(bars, t);
            }
        }
        for (int i = 0; i < LAGS; i++) {
            normal[i][i] *= 1.01;
        }
        double[] weights = solve(normal);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        double sum = 0;
        double squares = 0;
        double held = 0;
        for (int t = split; t < n; t++) {
            double forecast = 0;
            for (int i = 0; i < LAGS; i++) {
                forecast += weights[i] * past(bars, t, i);
            }
            double y = next(bars, t);
            xy += forecast * y;
            xx += forecast * forecast;
            yy += y * y;
            double cost = bars.halfSpread(t + 1) / bars.open(t + 1);
            // trade only what promises more than it costs to get in and out
            double position = Math.abs(forecast) > 2 * cost ? Math.signum(forecast) : 0;
            double gain = position * y - Math.abs(position - held) * cost;
            held = position;
            sum += gain;
            squares += gain * gain;
        }
        int rows = n - split;
        double mean = sum / rows;
        double deviation = Math.sqrt(Math.max(1e-30, squares / rows - mean * mean));
        double sharpe = sum == 0 ? -1 : mean / deviation * Math.sqrt(HOURS_PER_YEAR);
        return new LinearForecast(xy / Math.sqrt(xx * yy) * Math.sqrt(rows), sharpe);
    }

    private static double past(Bars bars, int t, int lag) {
        return Math.log(bars.close(t - lag) / bars.open(t - lag));
    }

    private static double next(Bars bars, int t) {
        return Math.log(bars.open(t + 2) / bars.open(t + 1));
    }

    private static double[] solve(double[][] a) {
        int n = a.length;
        for (int p = 0; p < n; p++) {
            for (int r = 0; r < n; r++) {
                if (r != p) {
                    double factor = a[r][p] / a[p][p];
                    for (int c = p; c <= n; c++) {
                        a[r][c] -= factor * a[p][c];
                    }
                }
            }
        }
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            out[i] = a[i][n] / a[i][i];
        }
        return out;
    }
}
