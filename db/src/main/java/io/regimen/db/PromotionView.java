package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run's competition for a regime went.
 *
 * @param outcome FIRST, PROMOTED, NOT_BETTER, NOT_ELIGIBLE, or NO_FILE: better, but its model is gone
 * @param verdict on the new leader at the time, with its evidence; null where the run did not lead
 * @param displacedRunId the leader before, if there was one, with what was known of it at the time
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
        @Nullable String verdict,

        @TypeDef(type = DataType.JSON) @Nullable JsonNode evidence,

        @Nullable Long displacedRunId,
        @Nullable Double displacedScore,
        @Nullable Long displacedBacktestId,
        @Nullable String displacedVerdict,

        @TypeDef(type = DataType.JSON) @Nullable JsonNode displacedEvidence,

        Instant decidedAt,
        Instant createdAt) {}
