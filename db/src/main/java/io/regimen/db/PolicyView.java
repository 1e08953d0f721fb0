package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a policy.
 *
 * @param symbol null, as the timeframe, for the installation's
 * @param policy null if the market follows the installation's
 * @param markets whose leaders follow this version
 */
@MappedEntity
public record PolicyView(
        @Id long id,
        @Nullable String symbol,
        @Nullable String timeframe,
        int version,

        @TypeDef(type = DataType.JSON) @Nullable JsonNode policy,

        String reason,
        String createdBy,
        Instant createdAt,
        long markets) {}
