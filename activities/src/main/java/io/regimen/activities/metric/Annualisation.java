package io.regimen.activities.metric;

import io.regimen.activities.market.Bars;

/** Periods per year, measured from the bars instead of assumed: FX trades about 6,200 hours a year, crypto 8,766. */
public final class Annualisation {
    private static final double SECONDS_PER_YEAR = 365.25 * 86_400;

    private Annualisation() {}

    /**
     * Bars per year of 365.25 days: (n - 1) / (years between the first and the last bar).
     *
     * @throws IllegalArgumentException for fewer than two bars
     */
    public static double periodsPerYear(Bars bars) {
        int last = bars.size() - 1;
        if (last < 1) {
            throw new IllegalArgumentException("periods per year need two bars or more, there are " + bars.size());
        }
        return last * SECONDS_PER_YEAR / (bars.time(last) - bars.time(0));
    }
}
