package io.regimen.workflows;

import java.util.List;

/**
 * What planning stored. The cells themselves stay in the database.
 *
 * @param gridId id of the grid's row
 * @param name the grid's name
 * @param total cells of the grid
 * @param alreadyTrained cells that need no training
 * @param ranges offsets of the ranges of {@link #RANGE} cells that hold a pending cell
 */
public record PlannedGrid(
        long gridId, String name, int total, int alreadyTrained, List<Integer> ranges, Execution execution) {
    /** Cells in a range. */
    public static final int RANGE = 250;

    public PlannedGrid {
        ranges = List.copyOf(ranges);
    }
}
