package io.regimen.activities.backtest;

import io.regimen.activities.model.Vector;

/** One lane bar by bar, everything kept: for charts, and for what running sums are not exact enough for. */
final class PathWalk {
    private PathWalk() {}

    /** The same positions and P&amp;L, to the last bit, as {@link LaneWalk} adds up. */
    static BacktestPath of(Tape tape, SignalRows rows, int stream, double threshold) {
        int decisions = rows.decisions;
        Vector signals = new Vector(decisions);
        Vector positions = new Vector(decisions);
        Vector pnl = new Vector(decisions);
        Vector trades = new Vector(decisions);
        int[] change = new int[decisions + rows.horizon];
        for (int i = 0; i < decisions; i++) {
            int at = i * rows.streams + stream;
            boolean taken = rows.rank[at] >= threshold;
            trades.set(i, taken ? rows.tradeReturn[at] : Double.NaN);
            if (taken) {
                signals.set(i, rows.direction[at]);
                change[i] += (int) rows.direction[at];
                change[i + rows.holding[at]] -= (int) rows.direction[at];
            }
        }
        int live = 0;
        double before = 0;
        for (int i = 0; i < decisions; i++) {
            live += change[i];
            int fill = rows.from + i + rows.fillAfter;
            double position = before;
            double paid = 0;
            if (tape.real(fill)) {
                double wanted = (double) live / rows.horizon;
                position = Math.abs(wanted - before) > tape.noTradeBand ? wanted : before;
                double traded = Math.abs(position - before);
                paid = traded * tape.cost[fill];
                if (tape.hasImpact) {
                    paid += tape.impact[fill] * (traded * Math.sqrt(traded));
                }
            }
            if (tape.hasCarry) {
                paid += Math.max(position, 0) * tape.carryLong[fill] + Math.max(-position, 0) * tape.carryShort[fill];
            }
            before = position;
            positions.set(i, position);
            pnl.set(i, position * tape.openReturn[fill] - paid);
        }
        return new BacktestPath(rows.from, signals, positions, pnl, trades);
    }
}
