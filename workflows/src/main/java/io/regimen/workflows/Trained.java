package io.regimen.workflows;

/**
 * Result of a training.
 *
 * @param sha256 hash of the model file
 * @param bytes size of the model file
 */
public record Trained(String sha256, long bytes) {}
