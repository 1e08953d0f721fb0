package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;

/**
 * An immutable snapshot of bars.
 *
 * @param quoted whether it has bid and ask
 * @param report the integrity report of the import
 */
@MappedEntity
public record DatasetView(
        @Id String hash,
        String symbol,
        String timeframe,
        String vendor,
        String sourceName,
        int bars,
        Instant firstBar,
        Instant lastBar,
        boolean quoted,
        long bytes,
        @TypeDef(type = DataType.JSON) JsonNode report,
        Instant createdAt) {}
