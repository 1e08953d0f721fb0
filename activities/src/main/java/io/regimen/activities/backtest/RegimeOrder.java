package io.regimen.activities.backtest;

/** Decision bars of a segment sorted by regime, in time order within each, so that a regime's P&amp;L is one stretch. */
final class RegimeOrder {
    /** Regime of each decision, counted from the segment's first bar. */
    final int[] regime;
    /** Place of each decision in the order. */
    final int[] place;
    /** Place of the first decision of each regime, and at the end the number of decisions. */
    final int[] start;

    /** @throws IllegalArgumentException if a bar's regime is out of range */
    RegimeOrder(RegimeStates states, int from, int decisions) {
        int count = states.count();
        regime = new int[decisions];
        place = new int[decisions];
        start = new int[count + 1];
        for (int i = 0; i < decisions; i++) {
            int state = states.at(from + i);
            if (state < 0 || state >= count) {
                throw new IllegalArgumentException("bar " + (from + i) + " has regime " + state + " of " + count);
            }
            regime[i] = state;
            start[state + 1]++;
        }
        for (int r = 0; r < count; r++) {
            start[r + 1] += start[r];
        }
        int[] next = start.clone();
        for (int i = 0; i < decisions; i++) {
            place[i] = next[regime[i]]++;
        }
    }

    int count() {
        return start.length - 1;
    }
}
