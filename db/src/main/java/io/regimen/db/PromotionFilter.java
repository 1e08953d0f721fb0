package io.regimen.db;

import org.jspecify.annotations.Nullable;

/** Which promotions to list; what is absent does not restrict. */
public record PromotionFilter(
        @Nullable String symbol,
        @Nullable String timeframe,
        @Nullable String regime,
        @Nullable String outcome,
        @Nullable Long runId) {}
