package io.regimen.workflows;

/**
 * A run of a rejudgement as activities address it.
 *
 * @param position its place in the rejudgement
 * @param runId id of the row in training_runs
 */
public record RejudgeRef(long rejudgementId, int position, long runId) {}
