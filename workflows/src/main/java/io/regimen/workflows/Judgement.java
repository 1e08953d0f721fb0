package io.regimen.workflows;

import java.util.List;

/**
 * Result of judging a run.
 *
 * @param leads regimes in which the run leads
 * @param kept whether the model file is kept
 */
public record Judgement(List<String> leads, boolean kept) {}
