package io.regimen.db;

import io.micronaut.core.annotation.Introspected;

/**
 * Files of one kind in one state.
 *
 * @param kind model, features or dataset
 * @param state as in {@link ArtifactRepository}; datasets are always PRESENT
 */
@Introspected
public record FileCount(String kind, String state, long files, long bytes) {}
