package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;

/** Two datasets of one market compared: the offset between their clocks and where they disagree. */
@MappedEntity
public record ComparisonView(
        @Id String firstHash,
        String secondHash,
        @TypeDef(type = DataType.JSON) JsonNode report,
        Instant createdAt) {}
