package io.regimen.db;

import org.jspecify.annotations.Nullable;

/**
 * Which runs to list; what is absent does not restrict.
 *
 * @param kept whether the model file is kept
 * @param runKey first characters of the run key
 * @param gridId only runs that a cell of this grid trained or found trained
 */
public record RunFilter(
        @Nullable String symbol,
        @Nullable String baseTimeframe,
        @Nullable String modelType,
        @Nullable String status,
        @Nullable Boolean kept,
        @Nullable String configHash,
        @Nullable String runKey,
        @Nullable Long gridId) {

    /** Every run. */
    public static final RunFilter ALL = new RunFilter(null, null, null, null, null, null, null, null);
}
