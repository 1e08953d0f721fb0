package io.regimen.activities.inference;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.Costs;

/**
 * What trading costs at each bar, as a fraction of the mid price at its open: half spread + fee + slippage, for one side.
 * The half spread is the constant of the {@link Costs} where they name one, else that of the bars where they are quoted,
 * else {@link Costs#FALLBACK_HALF_SPREAD_BPS}. So a long enters at the ask and leaves at the bid, a short the reverse.
 */
public final class CostCurve {
    private static final double BP = 1e-4;

    private final double[] oneWay;

    private CostCurve(double[] oneWay) {
        this.oneWay = oneWay;
    }

    public static CostCurve of(Bars bars, Costs costs) {
        double[] oneWay = new double[bars.size()];
        double always = (costs.feeBps() + costs.slippageBps()) * BP;
        Double constant = costs.halfSpreadBps();
        for (int i = 0; i < oneWay.length; i++) {
            double halfSpread;
            if (constant != null) {
                halfSpread = constant * BP;
            } else if (bars.quoted()) {
                halfSpread = bars.halfSpread(i) / bars.open(i);
            } else {
                halfSpread = Costs.FALLBACK_HALF_SPREAD_BPS * BP;
            }
            oneWay[i] = halfSpread + always;
        }
        return new CostCurve(oneWay);
    }

    /** Cost of changing the position by 1 at the open of a bar. */
    public double oneWay(int bar) {
        return oneWay[bar];
    }

    /** Cost of entering and leaving at the prices of this bar: what a decision at its close knows of costs to come. */
    public double roundTrip(int bar) {
        return 2 * oneWay[bar];
    }
}
