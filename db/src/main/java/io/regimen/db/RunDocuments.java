package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import org.jspecify.annotations.Nullable;

/** The JSON documents of one training run: the rest of its configuration, how it was judged, what was measured. */
@MappedEntity
public record RunDocuments(
        @TypeDef(type = DataType.JSON) JsonNode indicatorTfs,
        @TypeDef(type = DataType.JSON) JsonNode additionalFeatures,
        @TypeDef(type = DataType.JSON) JsonNode preprocessingParams,
        @TypeDef(type = DataType.JSON) JsonNode evaluation,
        @TypeDef(type = DataType.JSON) @Nullable JsonNode trainingMetrics,
        @TypeDef(type = DataType.JSON) @Nullable JsonNode baselineMetrics,
        @TypeDef(type = DataType.JSON) @Nullable JsonNode forecastQuality) {}
