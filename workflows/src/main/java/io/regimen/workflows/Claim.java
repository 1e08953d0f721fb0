package io.regimen.workflows;

import org.jspecify.annotations.Nullable;

/**
 * Answer to a claim: either a run to work on, or how the cell has ended already.
 *
 * @param runId the training run that is now this workflow's
 * @param ended set if and only if there is nothing to do
 */
public record Claim(@Nullable Long runId, @Nullable CellResult ended) {}
