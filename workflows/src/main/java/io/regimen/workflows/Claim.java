package io.regimen.workflows;

import org.jspecify.annotations.Nullable;

/**
 * Answer to a claim.
 *
 * @param runId the training run to work on; null if there is nothing to do
 * @param status RUNNING if the run is now this workflow's, else the final state of the cell
 */
public record Claim(@Nullable Long runId, CellStatus status) {}
