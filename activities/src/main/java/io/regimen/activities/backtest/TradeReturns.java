package io.regimen.activities.backtest;

import java.util.Arrays;

/**
 * What a trade decided at a bar of a segment returns after costs, by holding time and direction; worked out once per
 * holding time for all configurations.
 */
final class TradeReturns {
    final int from;
    final int decisions;
    final int fillAfter;
    final int horizon;

    /** Stands for a decision bar in hashes: an odd number like no other's. */
    final long[] barMark;

    private final Tape tape;
    private final int to;
    private final double[][] longs;
    private final double[][] shorts;

    TradeReturns(Tape tape, int horizon, int latency, int from, int to) {
        this.tape = tape;
        this.horizon = horizon;
        this.from = from;
        this.to = to;
        this.fillAfter = 1 + latency;
        this.decisions = Math.max(0, to - from - fillAfter - 1);
        this.barMark = new long[decisions];
        Arrays.setAll(barMark, TradeReturns::barMark);
        this.longs = new double[horizon + 1][0];
        this.shorts = new double[horizon + 1][0];
    }

    private static long barMark(int i) {
        long z = (i + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        return (z ^ (z >>> 27)) | 1;
    }

    /**
     * NaN where the trade would exit after the segment, or never enter.
     *
     * @param holding one that was prepared
     */
    double of(int decision, int sign, int holding) {
        return (sign > 0 ? longs : shorts)[holding][decision];
    }

    /** Works out the trades held for so many bars, if that was not done. */
    void prepare(int holding) {
        if (longs[holding].length > 0 || decisions == 0) {
            return;
        }
        double[] up = new double[decisions];
        double[] down = new double[decisions];
        double impactShare = Math.sqrt(1.0 / horizon);
        for (int i = 0; i < decisions; i++) {
            int planned = from + i + fillAfter;
            int leave = planned + holding;
            int entry = tape.nextReal[planned];
            int exit = leave < to ? tape.nextReal[leave] : to;
            if (entry >= exit || exit >= to) {
                up[i] = Double.NaN;
                down[i] = Double.NaN;
                continue;
            }
            double move = tape.open[exit] / tape.open[entry] - 1;
            up[i] = move - tape.cost[entry] - tape.cost[exit];
            down[i] = -move - tape.cost[entry] - tape.cost[exit];
            if (tape.hasImpact) {
                double impact = (tape.impact[entry] + tape.impact[exit]) * impactShare;
                up[i] -= impact;
                down[i] -= impact;
            }
            if (tape.hasCarry) {
                up[i] -= tape.carriedLong[exit] - tape.carriedLong[entry];
                down[i] -= tape.carriedShort[exit] - tape.carriedShort[entry];
            }
        }
        longs[holding] = up;
        shorts[holding] = down;
    }
}
