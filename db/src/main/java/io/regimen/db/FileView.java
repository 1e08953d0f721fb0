package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file in the object store.
 *
 * @param kind model or features
 * @param reason why it was given up, or what was found wrong with it
 * @param usedAt when it was stored or last read, to the hour
 * @param seenAt when a sweep last found it in the store
 * @param trainingRunId the run whose model it is; null for features
 * @param configHash with which the run can be trained again
 * @param leads regimes in which its run leads, as {@code EURUSD/1h calm_ranging}
 */
@MappedEntity
public record FileView(
        @Id long id,
        String kind,
        String state,
        @Nullable String reason,
        String objectKey,
        String sha256,
        long bytes,
        Instant createdAt,
        Instant stateChangedAt,
        Instant usedAt,
        @Nullable Instant seenAt,
        @Nullable Long trainingRunId,
        @Nullable String featureSetHash,
        @Nullable String configHash,
        @Nullable String modelType,
        @Nullable String market,
        @TypeDef(type = DataType.JSON) JsonNode leads) {}
