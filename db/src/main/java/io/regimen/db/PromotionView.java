package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run's competition for a regime went, or a change of its leader by hand or by a new policy.
 *
 * @param outcome FIRST, PROMOTED: it leads; NOT_BETTER; NOT_ENOUGH: better, but not by the least improvement; HELD_BACK: it
 *     would lead, but another was promoted by hand; NOT_ELIGIBLE; NO_FILE: better, but its
 *     model is gone; EXCLUDED: it was retired, or passed over without a file;
 *     RETIRED: it led until then
 * @param cause judgement, hand or policy
 * @param metric in which the scores are
 * @param actor who did it by hand
 * @param pushedOutRunId the run whose file is kept for this regime no more
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
        String cause,
        String metric,
        @Nullable String actor,
        @Nullable String reason,
        @Nullable String verdict,

        @TypeDef(type = DataType.JSON) @Nullable JsonNode evidence,

        @Nullable Long displacedRunId,
        @Nullable Double displacedScore,
        @Nullable Long displacedBacktestId,
        @Nullable String displacedVerdict,

        @TypeDef(type = DataType.JSON) @Nullable JsonNode displacedEvidence,

        @Nullable Long pushedOutRunId,
        Instant decidedAt,
        Instant createdAt) {}
