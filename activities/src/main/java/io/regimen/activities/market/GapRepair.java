package io.regimen.activities.market;

/** How small gaps are filled in. Larger ones split the series. */
public enum GapRepair {
    /** Nothing is filled in. */
    NONE,
    /** Each missing bar stands still at the close before the gap, without volume: nothing after the gap is looked at. */
    HOLD;

    /** Most missing bars in a row that are repaired. */
    public static final int SMALL_GAP_BARS = 3;
}
