package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a regime set.
 *
 * @param evaluations runs that were judged under it
 */
@MappedEntity
public record RegimeSetView(
        @Id long id,
        String name,
        int version,
        String hash,
        @TypeDef(type = DataType.JSON) JsonNode definition,
        long evaluations,
        String createdBy,
        Instant createdAt,
        @Nullable String retiredBy,
        @Nullable Instant retiredAt) {}
