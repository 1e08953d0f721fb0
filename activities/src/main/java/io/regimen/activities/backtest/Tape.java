package io.regimen.activities.backtest;

import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.market.Bars;

/** Prices and costs as trading meets them, by bar. */
final class Tape {
    /** Mid price at the open. */
    final double[] open;
    /** Simple return from the open of a bar to the next one's; 0 for the last. */
    final double[] openReturn;
    /** Cost of changing the position by 1 at the open, as a fraction: spread, fee, slippage. */
    final double[] cost;
    /** The k of the cost k x^1.5 of changing the position by x at the open. */
    final double[] impact;
    /** Cost of holding a long position of 1 from this open to the next; below 0 if it receives. */
    final double[] carryLong;

    final double[] carryShort;
    /** Sums of the carry of all bars before. */
    final double[] carriedLong;

    final double[] carriedShort;
    /** 1 / quote volume of the bar; 0 where there is none. */
    final double[] perVolume;
    /** The bar itself, or the next one that was not filled in; the number of bars if there is none. */
    final int[] nextReal;

    final boolean hasImpact;
    final boolean hasCarry;
    /** Only a greater change of position is made. */
    final double noTradeBand;

    Tape(Bars bars, CostCurve costs) {
        int size = bars.size();
        open = new double[size];
        openReturn = new double[size];
        cost = new double[size];
        perVolume = new double[size];
        nextReal = new int[size];
        hasImpact = costs.hasImpact();
        hasCarry = costs.hasCarry();
        noTradeBand = costs.noTradeBand();
        impact = new double[hasImpact ? size : 0];
        carryLong = new double[hasCarry ? size : 0];
        carryShort = new double[hasCarry ? size : 0];
        carriedLong = new double[hasCarry ? size : 0];
        carriedShort = new double[hasCarry ? size : 0];
        double longs = 0;
        double shorts = 0;
        for (int i = 0; i < size; i++) {
            open[i] = bars.open(i);
            cost[i] = costs.oneWay(i);
            perVolume[i] = bars.quoteVolume(i) > 0 ? 1 / bars.quoteVolume(i) : 0;
            openReturn[i] = i + 1 < size ? bars.open(i + 1) / bars.open(i) - 1 : 0;
            if (hasImpact) {
                impact[i] = costs.impact(i);
            }
            if (hasCarry) {
                carryLong[i] = costs.carry(i, 1);
                carryShort[i] = costs.carry(i, -1);
                carriedLong[i] = longs;
                carriedShort[i] = shorts;
                longs += carryLong[i];
                shorts += carryShort[i];
            }
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
