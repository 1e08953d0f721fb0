package io.regimen.db;

import io.micronaut.core.annotation.Introspected;

/** Files of one kind to which a job did the same for the same reason. */
@Introspected
public record SweptCount(String action, String kind, String reason, long files, long bytes) {}
