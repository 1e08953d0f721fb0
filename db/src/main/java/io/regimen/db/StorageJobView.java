package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sweep or check of the store.
 *
 * @param execution run id of its workflow
 * @param kind sweep, verify, restore_check or retrain
 * @param status running, completed or failed
 * @param report what it did or found; null until it has ended well
 * @param reason why it failed
 */
@MappedEntity
public record StorageJobView(
        @Id long id,
        String execution,
        String workflowId,
        String kind,
        @TypeDef(type = DataType.JSON) JsonNode request,
        String status,
        @Nullable @TypeDef(type = DataType.JSON) JsonNode report,
        @Nullable String reason,
        String createdBy,
        Instant startedAt,
        @Nullable Instant completedAt) {}
