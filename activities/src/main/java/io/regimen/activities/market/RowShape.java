package io.regimen.activities.market;

/** Which columns rows have beside time, prices and volume. */
record RowShape(boolean quoted, boolean quoteVolume, boolean trades) {
    static final RowShape QUOTED = new RowShape(true, false, false);
}
