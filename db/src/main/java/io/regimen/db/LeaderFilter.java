package io.regimen.db;

import org.jspecify.annotations.Nullable;

/**
 * Which leaders to list; what is absent does not restrict.
 *
 * @param gridId only leaders whose run belongs to a cell of this grid
 */
public record LeaderFilter(
        @Nullable String symbol,
        @Nullable String timeframe,
        @Nullable String regime,
        @Nullable String verdict,
        @Nullable Long gridId) {}
