package io.regimen.workflows;

/**
 * How far a rejudgement is.
 *
 * @param rejudgementId id in the database, 0 before planning has ended
 * @param total runs it asks for
 * @param ended of these, with those that planning found judged before or without a file
 * @param state planning, running, completed or cancelled
 */
public record RejudgeProgress(long rejudgementId, int total, RejudgeTally ended, String state) {}
