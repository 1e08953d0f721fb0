package io.regimen.db;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run's competition for a regime went.
 *
 * @param outcome FIRST, PROMOTED, NOT_BETTER or NOT_ELIGIBLE
 * @param displacedRunId the leader before, if there was one
 */
@MappedEntity
public record PromotionView(
        @Id long id,
        long trainingRunId,
        String symbol,
        String timeframe,
        String regimeName,
        String evaluationHash,
        @Nullable Long inferenceBacktestId,
        @Nullable Double validationScore,
        @Nullable Double score,
        String outcome,
        @Nullable Long displacedRunId,
        @Nullable Double displacedScore,
        Instant createdAt) {}
