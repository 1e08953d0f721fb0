package io.regimen.deploy.architecture.offending.activities.model;

/** Breaks no rule. */
public record Weights(int count) {}
