package io.regimen.activities.metric;

import io.regimen.activities.model.Vector;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * The part of a backtest that belongs to a calendar month: the month, in UTC, in which the bar of the decision starts.
 * Bars, trades and P&amp;L of all months add up to those of the {@link Metrics}.
 *
 * @param month such as 2018-03
 * @param trades trades decided in the month
 * @param totalPnl sum of the P&amp;L of the bars decided in the month
 */
public record MonthMetrics(String month, int bars, int trades, double totalPnl) {

    /**
     * Months that have decision bars, in time order.
     *
     * @param time start of a decision bar, seconds since 1970 UTC
     * @param trades return of the trade that each decision opened; NaN where there is none
     */
    public static List<MonthMetrics> of(IntToLongFunction time, Vector pnl, Vector trades) {
        List<MonthMetrics> out = new ArrayList<>();
        int bar = 0;
        while (bar < pnl.size()) {
            YearMonth month =
                    YearMonth.from(Instant.ofEpochSecond(time.applyAsLong(bar)).atOffset(ZoneOffset.UTC));
            long end = month.plusMonths(1).atDay(1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            int first = bar;
            int count = 0;
            double sum = 0;
            for (; bar < pnl.size() && time.applyAsLong(bar) < end; bar++) {
                sum += pnl.get(bar);
                count += Double.isNaN(trades.get(bar)) ? 0 : 1;
            }
            out.add(new MonthMetrics(month.toString(), bar - first, count, sum));
        }
        return out;
    }
}
