package io.regimen.activities.feature;

import io.regimen.activities.market.Bars;

/**
 * One bar that has closed.
 *
 * @param time start, seconds since 1970-01-01 UTC
 * @param repaired filled in where the market's own bar is missing: no decision is taken there
 */
public record Bar(long time, double open, double high, double low, double close, double volume, boolean repaired) {
    /** Bar i of a series. */
    public static Bar of(Bars bars, int i) {
        return new Bar(
                bars.time(i), bars.open(i), bars.high(i), bars.low(i), bars.close(i), bars.volume(i), bars.repaired(i));
    }
}
