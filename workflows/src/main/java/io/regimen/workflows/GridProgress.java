package io.regimen.workflows;

/**
 * How far a grid is.
 *
 * @param gridId id in the database, 0 before planning has ended
 * @param total cells
 * @param alreadyTrained cells left out by the plan because they were trained before
 * @param ended cells of this execution that ended
 */
public record GridProgress(
        long gridId, int total, int alreadyTrained, Tally ended, boolean paused, int window, String state) {}
