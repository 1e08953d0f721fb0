package io.regimen.db;

import org.jspecify.annotations.Nullable;

/**
 * Which grids to list; what is absent does not restrict.
 *
 * @param name part of the name
 */
public record GridFilter(@Nullable String status, @Nullable String name) {}
