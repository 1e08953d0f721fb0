package io.regimen.activities.split;

/** A configuration that leaves too few bars to train and to evaluate. */
public final class TooFewBarsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int needed;
    private final int available;

    TooFewBarsException(int needed, int available, int purge) {
        super("too few bars: " + available + " usable after warm-up, " + needed + " needed with a purge of " + purge
                + ". " + MEND);
        this.needed = needed;
        this.available = available;
    }

    private static final String MEND =
            "Increase days_history, import a longer dataset, decrease the horizon or use a shorter base timeframe.";

    /** Usable bars that the configuration needs. */
    public int needed() {
        return needed;
    }

    /** Usable bars that there are. */
    public int available() {
        return available;
    }

    /** How to mend it, in one sentence. */
    public String mend() {
        return MEND;
    }
}
