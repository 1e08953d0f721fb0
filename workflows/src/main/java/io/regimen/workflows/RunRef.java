package io.regimen.workflows;

/**
 * A training run as activities address it.
 *
 * @param runId id of the row in training_runs
 * @param gridId grid of the cell
 * @param index index of the cell
 */
public record RunRef(long runId, long gridId, int index) {}
