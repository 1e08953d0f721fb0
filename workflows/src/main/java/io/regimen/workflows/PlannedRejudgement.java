package io.regimen.workflows;

/**
 * What planning stored. The runs themselves stay in the database.
 *
 * @param total runs asked for
 * @param ended of these, judged before or refused
 */
public record PlannedRejudgement(long rejudgementId, String name, int total, RejudgeTally ended, Execution execution) {}
