package io.regimen.activities.backtest;

import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.market.Bars;

/** Prices as trading meets them, by bar: opens, returns from open to open, and the cost of a trade at each open. */
final class Tape {
    /** Mid price at the open. */
    final double[] open;
    /** Simple return from the open of a bar to the next one's; 0 for the last. */
    final double[] openReturn;
    /** Cost of changing the position by 1 at the open, as a fraction. */
    final double[] cost;
    /** 1 / quote volume of the bar; 0 where there is none. */
    final double[] perVolume;
    /** The bar itself, or the next one that was not filled in; the number of bars if there is none. */
    final int[] nextReal;

    Tape(Bars bars, CostCurve costs) {
        int size = bars.size();
        open = new double[size];
        openReturn = new double[size];
        cost = new double[size];
        perVolume = new double[size];
        nextReal = new int[size];
        for (int i = 0; i < size; i++) {
            open[i] = bars.open(i);
            cost[i] = costs.oneWay(i);
            perVolume[i] = bars.quoteVolume(i) > 0 ? 1 / bars.quoteVolume(i) : 0;
            openReturn[i] = i + 1 < size ? bars.open(i + 1) / bars.open(i) - 1 : 0;
        }
        int next = size;
        for (int i = size - 1; i >= 0; i--) {
            next = bars.repaired(i) ? next : i;
            nextReal[i] = next;
        }
    }

    /** Whether a bar was quoted: only there decisions are taken and orders filled. */
    boolean real(int bar) {
        return nextReal[bar] == bar;
    }
}
