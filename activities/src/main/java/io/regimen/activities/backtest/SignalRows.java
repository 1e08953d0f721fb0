package io.regimen.activities.backtest;

import io.regimen.activities.inference.RankedSignals;
import java.util.Arrays;

/**
 * The signals of one prediction method and lookback over the decision bars of a segment: one stream per ensemble,
 * interleaved, so that what all lanes need at a bar lies side by side. Entry {@code i x streams + e} is decision bar i of
 * stream e; behind the last there is room for one more register.
 */
final class SignalRows {
    /** Rank where there is no signal: below every threshold. */
    static final double NO_SIGNAL = -1;

    final int from;
    final int decisions;
    /** Bars from a decision to its fill. */
    final int fillAfter;
    /** The horizon: tranches that make a full position. */
    final int horizon;
    /** Regime of each decision. */
    final int[] regime;

    final int streams;
    /** Whether every signal is held for the horizon. */
    boolean heldForHorizon;

    final double[] rank;
    final double[] direction;
    /** Bars held; 1 where there is no signal. */
    final int[] holding;
    /** Return after costs of the trade; NaN where it exits after the segment, or never enters. */
    final double[] tradeReturn;
    /** Stands for the bar, the direction and the bars held in the hash of a configuration. */
    final long[] mark;

    private final TradeReturns returns;

    SignalRows(TradeReturns returns, RegimeBars regimes, int streams) {
        this.from = returns.from;
        this.decisions = returns.decisions;
        this.fillAfter = returns.fillAfter;
        this.horizon = returns.horizon;
        this.regime = regimes.regime;
        this.returns = returns;
        this.streams = streams;
        int size = decisions * streams + LaneBook.ALIGNMENT;
        this.rank = new double[size];
        this.direction = new double[size];
        this.holding = new int[size];
        this.tradeReturn = new double[size];
        this.mark = new long[size];
        Arrays.fill(holding, 1);
    }

    /** Takes the signals of one stream; those at bars that were filled in are left out. */
    void load(Tape tape, RankedSignals ranked, int stream) {
        if (stream == 0) {
            heldForHorizon = true;
        }
        int at = stream;
        for (int i = 0; i < decisions; i++, at += streams) {
            int bar = from + i;
            int held = ranked.holding(bar);
            heldForHorizon &= held == horizon;
            holding[at] = held;
            int sign = tape.real(bar) ? ranked.sign(bar) : 0;
            if (sign == 0) {
                rank[at] = NO_SIGNAL;
                tradeReturn[at] = Double.NaN;
                continue;
            }
            rank[at] = ranked.rank(bar);
            direction[at] = sign;
            tradeReturn[at] = returns.of(i, sign, held);
            // odd times odd: different for every direction and time held; bars have different large factors
            mark[at] = returns.barMark[i] * (2L * sign * held + 1);
        }
    }
}
