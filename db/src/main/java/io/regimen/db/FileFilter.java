package io.regimen.db;

import org.jspecify.annotations.Nullable;

/**
 * Which files to list; what is absent does not restrict.
 *
 * @param kind model or features
 * @param state such as PRESENT
 * @param leading whether the file's run leads in a regime
 */
public record FileFilter(
        @Nullable String kind,
        @Nullable String state,
        @Nullable Boolean leading,
        @Nullable Long runId) {}
