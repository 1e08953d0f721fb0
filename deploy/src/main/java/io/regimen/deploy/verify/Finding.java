package io.regimen.deploy.verify;

/**
 * One promise that is not kept.
 *
 * @param invariant I1 to I7
 * @param what the violation in one sentence, with the row or object that shows it
 */
public record Finding(String invariant, String what) {}
