package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One cell of a grid.
 *
 * @param reason why it failed or was left out
 */
@MappedEntity
public record CellView(
        int cellIndex,
        String label,
        String market,
        String modelType,
        String status,
        @Nullable Long trainingRunId,
        @Nullable String failureKind,
        @Nullable String reason,
        String configHash,
        String runKey,
        String datasetHash,
        String trainQueue,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @TypeDef(type = DataType.JSON) JsonNode config) {}
