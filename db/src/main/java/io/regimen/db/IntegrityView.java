package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;

/** What is wrong with the bars of a dataset. */
@MappedEntity
public record IntegrityView(
        @Id String hash, @TypeDef(type = DataType.JSON) JsonNode integrity) {}
