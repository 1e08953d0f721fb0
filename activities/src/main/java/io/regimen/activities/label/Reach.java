package io.regimen.activities.label;

import io.regimen.activities.market.Bars;

/**
 * Tells which rows have an outcome, the same for labels and for judging forecasts: row t has one for a holding time if
 * bar t, the bar of the entry and the bar of the exit were all quoted by the vendor, and no large gap splits the series
 * between t and the exit.
 */
public final class Reach {
    private final Bars bars;
    /** Splits before or at each bar. */
    private final int[] splits;

    private Reach(Bars bars) {
        this.bars = bars;
        this.splits = new int[bars.size()];
        for (int i = 1; i < splits.length; i++) {
            splits[i] = splits[i - 1] + (bars.splitBefore(i) ? 1 : 0);
        }
    }

    public static Reach of(Bars bars) {
        return new Reach(bars);
    }

    /**
     * Whether row t has an outcome.
     *
     * @param steps bars from entry to exit
     * @param latency bars between decision and fill beyond the next open
     * @return false also where the exit lies beyond the last bar
     */
    public boolean known(int t, int steps, int latency) {
        int entry = t + 1 + latency;
        int exit = entry + steps;
        return exit < splits.length
                && splits[t] == splits[exit]
                && !bars.repaired(t)
                && !bars.repaired(entry)
                && !bars.repaired(exit);
    }
}
