package io.regimen.activities.label;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;

/**
 * Forward returns that match execution. A decision at the close of bar t is filled at the open of bar t+1+d (d = latency)
 * and left h bars later: y_t = ln(open[t+1+d+h] / open[t+1+d]), on mid prices; costs are the backtest's.
 *
 * <p>Purge: the outcome of row t is known at bar t+1+d+h. A row may be trained on only if that bar lies before the first
 * evaluated row e, t+1+d+h &lt; e; with the longest step H this leaves out the {@link #purge} = H+1+d rows before e.
 */
public final class Labels {
    private Labels() {}

    /**
     * Log returns from entry to exit.
     *
     * @param steps bars from entry to exit, at least 1
     * @param latency bars between decision and fill beyond the next open, at least 0
     * @return one value per bar; NaN for the last {@code steps + 1 + latency}, whose exit is not known
     */
    public static Vector forward(Bars bars, int steps, int latency) {
        if (steps < 1 || latency < 0) {
            throw new IllegalArgumentException("steps " + steps + " and latency " + latency + ": at least 1 and 0");
        }
        Vector out = new Vector(bars.size());
        for (int t = 0; t < bars.size(); t++) {
            int entry = t + 1 + latency;
            int exit = entry + steps;
            out.set(t, exit < bars.size() ? Math.log(bars.open(exit) / bars.open(entry)) : Double.NaN);
        }
        return out;
    }

    /** Rows between the end of training and the first evaluated row: horizon + 1 + latency. */
    public static int purge(int horizon, int latency) {
        return horizon + 1 + latency;
    }
}
