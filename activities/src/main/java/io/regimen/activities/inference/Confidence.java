package io.regimen.activities.inference;

import org.hipparchus.special.Erf;

/** How sure signals are, by index of the streams; the definitions are those of {@link SignalGenerator}. */
final class Confidence {
    // shares of 0.4, 0.4 and 0.2 in whole numbers, so that equal mixes are equal to the last bit
    private static final int MAGNITUDE = 2;
    private static final int CONSISTENCY = 2;
    private static final int CALM = 1;
    private static final int ALL = MAGNITUDE + CONSISTENCY + CALM;

    private Confidence() {}

    /**
     * The mix of {@code blend}, 0 where there is no forecast; for bars [from, to).
     *
     * @param mu forecasts from index {@code first} on
     * @param volatility of the market, known at the close of each bar
     */
    static double[] blend(
            SignalLanes lanes, double[] mu, double[] volatility, int lookback, int first, int from, int to) {
        double[] size = new double[to];
        for (int t = first; t < to; t++) {
            size[t] = Math.abs(mu[t]);
        }
        double[] magnitude = new double[to];
        lanes.rank(size, first, to, lookback, magnitude);
        double[] wild = new double[to];
        lanes.rank(volatility, first, to, lookback, wild);
        double[] out = new double[to];
        int ups = 0;
        int downs = 0;
        for (int t = first; t < to; t++) {
            int before = Math.min(t - first, lookback);
            if (t >= from && mu[t] != 0) {
                // ranks in halves of a bar
                long halves = MAGNITUDE * Math.round(magnitude[t] * 2 * before)
                        + CONSISTENCY * 2L * (mu[t] > 0 ? ups : downs)
                        + CALM * (2L * before - Math.round(wild[t] * 2 * before));
                out[t] = before == 0 ? (double) CALM / ALL : halves / (2.0 * ALL * before);
            }
            ups += mu[t] > 0 ? 1 : 0;
            downs += mu[t] < 0 ? 1 : 0;
            if (before == lookback) {
                ups -= mu[t - lookback] > 0 ? 1 : 0;
                downs -= mu[t - lookback] < 0 ? 1 : 0;
            }
        }
        return out;
    }

    /**
     * Probability that the outcome has the direction of the forecast: 0.5 to 1.
     *
     * @param slopeOverError {@link EnsembleForecasts#slopeOverError} of the stream that the forecast is of
     */
    static double probability(double mu, double slopeOverError) {
        return 0.5 * Erf.erfc(-Math.abs(mu) * slopeOverError / Math.sqrt(2));
    }
}
