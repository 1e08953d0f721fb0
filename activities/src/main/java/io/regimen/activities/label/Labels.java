package io.regimen.activities.label;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;

/**
 * Forward returns that match execution. A decision at the close of bar t is filled at the open of bar t+1+d (d = latency)
 * and left h bars later: y_t = ln(open[t+1+d+h] / open[t+1+d]), on mid prices; costs are the backtest's.
 *
 * <p>NaN where there is no such trade ({@link Reach}): the exit lies beyond the last bar; bar t, the entry or the exit was
 * filled in; or more bars are missing on the way than may be.
 *
 * <p>Purge: the outcome of row t is known at bar t+1+d+h. A row may be trained on only if that bar lies before the first
 * evaluated row e, t+1+d+h &lt; e; with the longest step H this leaves out the {@link #purge} = H+1+d rows before e.
 */
public final class Labels {
    /** Longest way from entry to exit, in bars. */
    public static final int MAX_STEPS = 500;

    private Labels() {}

    /**
     * Log returns from entry to exit, at mid prices.
     *
     * @param steps bars from entry to exit, 1 to {@link #MAX_STEPS}
     * @param latency bars between decision and fill beyond the next open, at least 0
     * @return one value per bar, NaN where the row has no outcome
     */
    public static Vector forward(Bars bars, int steps, int latency) {
        return each(bars, steps, latency, (entry, exit) -> Math.log(bars.open(exit) / bars.open(entry)));
    }

    /**
     * Log returns of a long position that enters at the ask and leaves at the bid: ln(bid[exit] / ask[entry]).
     *
     * <p>With s = half spread / mid at the open, this is {@code y + ln(1 - s[exit]) - ln(1 + s[entry])}, to first order the
     * mid label less the two half spreads that a backtest charges. Without bid and ask it is the mid label. NaN, too,
     * where half the spread is as large as the price.
     */
    public static Vector longReturn(Bars bars, int steps, int latency) {
        return each(bars, steps, latency, (entry, exit) -> Math.log(bid(bars, exit) / ask(bars, entry)));
    }

    /**
     * Log returns of a short position that enters at the bid and leaves at the ask: ln(bid[entry] / ask[exit]), which is
     * {@code -y + ln(1 - s[entry]) - ln(1 + s[exit])}. A quoted market never pays both sides: the sum of both returns is
     * at most 0.
     */
    public static Vector shortReturn(Bars bars, int steps, int latency) {
        return each(bars, steps, latency, (entry, exit) -> Math.log(bid(bars, entry) / ask(bars, exit)));
    }

    /** Rows between the end of training and the first evaluated row: horizon + 1 + latency. */
    public static int purge(int horizon, int latency) {
        return horizon + 1 + latency;
    }

    private static Vector each(Bars bars, int steps, int latency, Trade trade) {
        if (steps < 1 || steps > MAX_STEPS || latency < 0) {
            throw new IllegalArgumentException("steps " + steps + " and latency " + latency + ": use 1 to " + MAX_STEPS
                    + " steps and a latency of at least 0");
        }
        Reach reach = Reach.of(bars);
        Vector out = new Vector(bars.size());
        for (int t = 0; t < bars.size(); t++) {
            int entry = t + 1 + latency;
            out.set(t, reach.known(t, steps, latency) ? trade.logReturn(entry, entry + steps) : Double.NaN);
        }
        return out;
    }

    private static double bid(Bars bars, int i) {
        double price = bars.open(i) - bars.halfSpread(i);
        return price > 0 ? price : Double.NaN;
    }

    private static double ask(Bars bars, int i) {
        return bars.open(i) + bars.halfSpread(i);
    }

    private interface Trade {
        double logReturn(int entryBar, int exitBar);
    }
}
