package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What speaks for a leader and against it.
 *
 * @param evidence the verdict condition by condition, with the trials that it is held against; null for leaders from before
 *     evidence was kept
 * @param measures what was measured of its backtest; null where nothing was
 */
@MappedEntity
public record LeaderEvidenceView(
        @Id long id,
        String symbol,
        String timeframe,
        String regimeName,
        long trainingRunId,
        String modelType,
        int horizon,
        double performanceScore,
        int trades,
        int bars,
        String verdict,
        String verdictReason,
        Instant achievedAt,

        @TypeDef(type = DataType.JSON) @Nullable JsonNode evidence,

        @TypeDef(type = DataType.JSON) @Nullable JsonNode measures) {}
