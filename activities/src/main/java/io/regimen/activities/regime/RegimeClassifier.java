package io.regimen.activities.regime;

import io.regimen.activities.market.Bars;

/**
 * The default regimes of a market. The state at bar t depends on closes up to t alone and is the same whatever comes
 * after.
 *
 * <p>Trend: z = (ln p_t - ln p_{t-w}) / (sigma sqrt(w)), sigma the root mean square of the one-bar log returns of the
 * longer window. On a driftless random walk z is standard normal, so that a threshold means a known rate of false trends.
 * Volatility: root mean square of the last returns, as its rank among the bars before (ties count half). At or beyond the
 * trend threshold the market trends, else it ranges, volatile from {@code volatileRank} on. A change is taken on once the
 * new state has persisted for {@code minimumDwell} bars, the current one included.
 */
public final class RegimeClassifier {
    private static final byte BULL = 0;
    private static final byte BEAR = 1;
    private static final byte VOLATILE = 2;
    private static final byte CALM = 3;

    private final RegimeRules rules;

    public RegimeClassifier(RegimeRules rules) {
        this.rules = rules;
    }

    /** Classifies every bar; those before the windows are full are calm_ranging. Takes O(n log w) comparisons. */
    public Regimes classify(Bars bars) {
        int size = bars.size();
        double[] price = new double[size];
        double[] squares = new double[size];
        for (int t = 0; t < size; t++) {
            price[t] = Math.log(bars.close(t));
            double r = t == 0 ? 0 : price[t] - price[t - 1];
            squares[t] = r * r;
        }
        double[] sums = runningSums(squares);
        PastRank ranks = new PastRank(rules.rankWindow());
        Dwell dwell = new Dwell(CALM, rules.minimumDwell());
        byte[] states = new byte[size];
        for (int t = 0; t < size; t++) {
            double volatility = volatility(squares, t);
            boolean full = t >= rules.firstFullBar();
            states[t] = full ? dwell.next(state(price, sums, t, ranks.of(volatility))) : CALM;
            if (t >= rules.volatilityWindow()) {
                ranks.add(volatility);
            }
        }
        return new Regimes(
                rules.definitions().stream().map(RegimeRules.Definition::name).toList(), states);
    }

    private byte state(double[] price, double[] sums, int t, double rank) {
        double z = trend(price, sums, t);
        if (z >= rules.trendThreshold()) {
            return BULL;
        }
        if (z <= -rules.trendThreshold()) {
            return BEAR;
        }
        return rank >= rules.volatileRank() ? VOLATILE : CALM;
    }

    /** 0 where the price never moved within the longer window. */
    private double trend(double[] price, double[] sums, int t) {
        double meanSquare = (sums[t] - sums[t - rules.sigmaWindow()]) / rules.sigmaWindow();
        double change = price[t] - price[t - rules.trendWindow()];
        return meanSquare > 0 ? change / Math.sqrt(meanSquare * rules.trendWindow()) : 0;
    }

    /** Mean square of the last returns, summed afresh: it ranks as its root does. */
    private double volatility(double[] squares, int t) {
        double sum = 0;
        for (int i = Math.max(0, t - rules.volatilityWindow() + 1); i <= t; i++) {
            sum += squares[i];
        }
        return sum / rules.volatilityWindow();
    }

    private static double[] runningSums(double[] values) {
        double[] out = new double[values.length];
        double sum = 0;
        for (int t = 0; t < values.length; t++) {
            sum += values[t];
            out[t] = sum;
        }
        return out;
    }
}
