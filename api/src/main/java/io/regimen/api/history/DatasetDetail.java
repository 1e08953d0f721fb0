package io.regimen.api.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.db.ComparisonView;
import io.regimen.db.DatasetView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset with what is wrong with it.
 *
 * @param integrity gaps, inconsistent prices, spreads, outliers, stale prices; absent where it was never inspected
 * @param comparisons with other datasets of the market, newest first
 */
record DatasetDetail(
        @JsonUnwrapped DatasetView dataset, @Nullable JsonNode integrity, List<ComparisonView> comparisons) {}
