package io.regimen.db;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The best leader of a regime over all markets whose leaders are chosen by the same metric.
 *
 * @param markets that have a leader in this regime by this metric
 */
@MappedEntity
public record GlobalLeaderView(
        @Id String regimeName,
        String metric,
        String symbol,
        String timeframe,
        long trainingRunId,
        String modelType,
        int horizon,
        double performanceScore,
        double validationScore,
        int trades,
        int bars,
        String verdict,
        String verdictReason,
        @Nullable String pinnedBy,
        long markets,
        String artifactState,
        Instant achievedAt) {}
