package io.regimen.activities.step;

import io.regimen.activities.market.Bars;

/** Whether a series of bars continues another. */
final class BarPrefix {
    private BarPrefix() {}

    /** Whether the first bars of a series are another series, bit for bit in everything that a feature may look at. */
    static boolean of(Bars old, Bars grown) {
        if (old.size() > grown.size()
                || old.timeframe() != grown.timeframe()
                || old.quoted() != grown.quoted()
                || old.calendar() != grown.calendar()) {
            return false;
        }
        for (int i = 0; i < old.size(); i++) {
            if (!equal(old, grown, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(Bars a, Bars b, int i) {
        return a.time(i) == b.time(i)
                && same(a.open(i), b.open(i))
                && same(a.high(i), b.high(i))
                && same(a.low(i), b.low(i))
                && same(a.close(i), b.close(i))
                && same(a.volume(i), b.volume(i))
                && same(a.halfSpread(i), b.halfSpread(i))
                && same(a.quoteVolume(i), b.quoteVolume(i))
                && same(a.trades(i), b.trades(i))
                && a.repaired(i) == b.repaired(i)
                && a.splitBefore(i) == b.splitBefore(i);
    }

    private static boolean same(double a, double b) {
        return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }
}
