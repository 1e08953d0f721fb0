package io.regimen.activities.regime;

/** Holds a state until another one has been seen for a number of bars in a row. */
final class Dwell {
    private final int bars;
    private byte state;
    private byte candidate;
    private int seen;

    Dwell(byte state, int bars) {
        this.state = state;
        this.candidate = state;
        this.bars = bars;
    }

    /** The state to hold after a bar that looks like {@code raw}. */
    byte next(byte raw) {
        seen = raw == candidate ? seen + 1 : 1;
        candidate = raw;
        if (seen >= bars) {
            state = candidate;
        }
        return state;
    }
}
