package io.regimen.activities.backtest;

import java.util.Arrays;
import java.util.List;

/**
 * The configurations of one walk as lanes, and what each of them earned. A lane follows one stream of {@link SignalRows}
 * with one threshold. All arrays are indexed by lane, or by regime x {@link #lanes} + lane; their length is a multiple of
 * the widest register's, the surplus lanes never trade. Sums run bar by bar in time order.
 */
final class LaneBook {
    /** Doubles in the widest register there is. */
    static final int ALIGNMENT = 8;

    /** Lanes that stand for a configuration. */
    final int used;

    final int lanes;
    /** Stream that each lane follows, ascending. */
    final int[] stream;

    final double[] threshold;

    final double[] exposure;
    final double[] turnover;
    final double[] gross;
    final double[] trading;
    final double[] impact;
    final double[] carry;
    final double[] crowding;
    /** Squares of the returns below 0, and their sum. */
    final double[] downside;

    final double[] losses;
    final long[] hash;
    final Series total;

    // by regime and lane
    final Series byRegime;
    final double[] tradeCount;
    final double[] winCount;
    final double[] lossCount;
    final double[] won;
    final double[] lost;

    /** Running sums of a series of returns. */
    static final class Series {
        final double[] sum;
        final double[] squares;
        /** Starts at 1 and compounds. */
        final double[] wealth;

        final double[] peak;
        /** At most 0. */
        final double[] drawdown;
        /** Wealth below which the drawdown deepens. */
        final double[] newLow;

        Series(int size) {
            sum = new double[size];
            squares = new double[size];
            wealth = new double[size];
            peak = new double[size];
            drawdown = new double[size];
            newLow = new double[size];
        }

        void clear() {
            Arrays.fill(sum, 0);
            Arrays.fill(squares, 0);
            Arrays.fill(wealth, 1);
            Arrays.fill(peak, 1);
            Arrays.fill(drawdown, 0);
            Arrays.fill(newLow, 1);
        }
    }

    LaneBook(List<LaneGroup.Lane> of, int regimes) {
        used = of.size();
        lanes = (used + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        stream = new int[lanes];
        threshold = new double[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            stream[lane] = of.get(Math.min(lane, used - 1)).stream();
            threshold[lane] = lane < used ? of.get(lane).config().confidenceThreshold() : Double.POSITIVE_INFINITY;
        }
        exposure = new double[lanes];
        turnover = new double[lanes];
        gross = new double[lanes];
        trading = new double[lanes];
        impact = new double[lanes];
        carry = new double[lanes];
        crowding = new double[lanes];
        downside = new double[lanes];
        losses = new double[lanes];
        hash = new long[lanes];
        total = new Series(lanes);
        byRegime = new Series(regimes * lanes);
        tradeCount = new double[regimes * lanes];
        winCount = new double[regimes * lanes];
        lossCount = new double[regimes * lanes];
        won = new double[regimes * lanes];
        lost = new double[regimes * lanes];
    }

    /** Forgets what was earned by regime: that adds up; the sums of a lane are written at the end of its walk. */
    void clear() {
        byRegime.clear();
        Arrays.fill(tradeCount, 0);
        Arrays.fill(winCount, 0);
        Arrays.fill(lossCount, 0);
        Arrays.fill(won, 0);
        Arrays.fill(lost, 0);
    }
}
