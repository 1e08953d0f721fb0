package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that a rejudgement asks for.
 *
 * @param configHash of what would have to be trained where the file is gone
 * @param evaluationHash the terms under which it is to be judged
 * @param leads regimes in which it led under these terms when it was judged
 */
@MappedEntity
public record RejudgedRunView(
        int position,
        long trainingRunId,
        String configHash,
        String evaluationHash,
        String label,
        String status,
        @TypeDef(type = DataType.JSON) JsonNode leads,
        @Nullable String failureKind,
        @Nullable String reason,
        @Nullable Instant finishedAt) {}
