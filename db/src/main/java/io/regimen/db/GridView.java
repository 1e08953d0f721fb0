package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a grid and the counts of its cells by state.
 *
 * @param configGrid the request as it was sent
 * @param total cells planned
 * @param waitsFor what a paused grid waits for, if it paused by itself
 */
@MappedEntity
public record GridView(
        @Id long id,
        String name,
        String workflowId,
        String status,
        int total,
        long pending,
        long running,
        long succeeded,
        long skipped,
        long failed,
        long cancelled,
        long seed,
        String evaluationHash,
        int maxParallel,
        String createdBy,
        Instant createdAt,
        Instant startedAt,
        @Nullable Instant pausedAt,
        @Nullable String waitsFor,
        @Nullable Instant completedAt,
        @TypeDef(type = DataType.JSON) JsonNode configGrid) {}
