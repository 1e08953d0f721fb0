package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;

/** One version of a regime's definition. */
@MappedEntity
public record RegimeView(
        @Id long id,
        String regimeName,
        int version,
        String description,
        @TypeDef(type = DataType.JSON) JsonNode detectionRules,
        boolean isActive,
        Instant createdAt) {}
