package io.regimen.activities.backtest;

/** The regime of every decision bar of a segment, and how many bars each regime has. */
final class RegimeBars {
    /** Regime of each decision, counted from the segment's first bar. */
    final int[] regime;
    /** Decisions in each regime. */
    final int[] bars;

    /** @throws IllegalArgumentException if a bar's regime is out of range */
    RegimeBars(RegimeStates states, int from, int decisions) {
        int count = states.count();
        regime = new int[decisions];
        bars = new int[count];
        for (int i = 0; i < decisions; i++) {
            int state = states.at(from + i);
            if (state < 0 || state >= count) {
                throw new IllegalArgumentException("bar " + (from + i) + " has regime " + state + " of " + count);
            }
            regime[i] = state;
            bars[state]++;
        }
    }

    int count() {
        return bars.length;
    }
}
