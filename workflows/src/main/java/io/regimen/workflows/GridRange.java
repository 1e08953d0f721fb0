package io.regimen.workflows;

/**
 * A range of a planned grid.
 *
 * @param grid the plan
 * @param offset first cell index
 * @param count cell indices in the range
 * @param window cells open at a time
 * @param paused whether the grid was paused when the range was made
 */
public record GridRange(PlannedGrid grid, int offset, int count, int window, boolean paused) {}
