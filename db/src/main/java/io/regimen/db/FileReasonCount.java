package io.regimen.db;

import io.micronaut.core.annotation.Introspected;

/** Files that were given up, or are not as they should be, for one reason. */
@Introspected
public record FileReasonCount(String reason, String state, long files, long bytes) {}
