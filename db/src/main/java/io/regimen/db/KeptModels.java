package io.regimen.db;

import io.micronaut.core.annotation.Introspected;

/**
 * Model files ever stored, and those of them that are there now.
 *
 * @param made uploads that were completed, whatever became of them
 * @param kept those that are in the store
 */
@Introspected
public record KeptModels(long made, long kept, long bytesMade, long bytesKept) {}
