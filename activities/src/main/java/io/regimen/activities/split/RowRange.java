package io.regimen.activities.split;

/** Rows [from, to), at least one. */
public record RowRange(int from, int to) {
    public RowRange {
        if (from < 0 || from >= to) {
            throw new IllegalArgumentException("rows [" + from + ", " + to + ") are none");
        }
    }

    public int size() {
        return to - from;
    }
}
