package io.regimen.db;

import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/** How many cells of a grid ended in the same state for the same reason, and the first of them. */
@MappedEntity
public record ReasonView(
        String status,
        @Nullable String failureKind,
        @Nullable String reason,
        long cells,
        int firstIndex) {}
