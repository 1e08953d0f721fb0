package io.regimen.workflows;

/**
 * A run that waits to be judged again.
 *
 * @param label one line for the Web UI
 */
public record RejudgeRun(RejudgeRef ref, String label) {}
