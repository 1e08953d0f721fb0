package io.regimen.activities.regime;

import java.util.List;

/** The regime of every bar of a market, as known at the close of that bar; immutable. */
public final class Regimes {
    private final List<String> names;
    private final byte[] states;

    Regimes(List<String> names, byte[] states) {
        this.names = List.copyOf(names);
        this.states = states;
    }

    /** Names of the regimes in the order of their numbers. */
    public List<String> names() {
        return names;
    }

    /** Number of bars. */
    public int size() {
        return states.length;
    }

    /** Number of bar t's regime: an index of {@link #names}. */
    public int at(int t) {
        return states[t];
    }

    public String nameAt(int t) {
        return names.get(states[t]);
    }
}
