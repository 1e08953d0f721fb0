package io.regimen.activities.metric;

import io.regimen.activities.model.Vector;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * A backtest in more detail than its metrics: for charts and tables of one configuration. Bounded: about 30 kB as JSON,
 * however long the series, and 70 bytes a month.
 *
 * @param bars decision bars
 * @param trades closed trades
 * @param totalPnl exact; the months add up to it
 * @param drawdownCount episodes in all
 * @param drawdowns the deepest, deepest first, at most {@link #DRAWDOWNS}
 */
public record BacktestDetail(
        int bars,
        int trades,
        double totalPnl,
        Distribution distribution,
        List<MonthMetrics> months,
        EquityCurve equity,
        int drawdownCount,
        List<Drawdown> drawdowns) {

    public static final int POINTS = 500;
    public static final int DRAWDOWNS = 20;

    public BacktestDetail {
        months = List.copyOf(months);
        drawdowns = List.copyOf(drawdowns);
    }

    /**
     * The detail of a series of decision bars.
     *
     * @param time start of decision bar i, seconds since 1970 UTC, increasing
     * @param pnl P&amp;L per bar after costs
     * @param trades return of the trade that each decision opened; NaN where there is none
     */
    public static BacktestDetail of(IntToLongFunction time, Vector pnl, Vector trades) {
        double total = 0;
        int count = 0;
        for (int i = 0; i < pnl.size(); i++) {
            total += pnl.get(i);
            count += Double.isNaN(trades.get(i)) ? 0 : 1;
        }
        List<Drawdown> episodes = Drawdown.all(time, pnl);
        return new BacktestDetail(
                pnl.size(),
                count,
                total,
                Distribution.of(pnl),
                MonthMetrics.of(time, pnl, trades),
                EquityCurve.of(time, pnl, POINTS),
                episodes.size(),
                Drawdown.deepest(episodes, DRAWDOWNS));
    }
}
