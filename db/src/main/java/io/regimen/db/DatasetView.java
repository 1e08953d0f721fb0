package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An immutable snapshot of bars.
 *
 * @param quoted whether it has bid and ask
 * @param report what the import found in the file
 * @param origin import, append, merge or simulation
 * @param parentHashes datasets that it was made of
 * @param calendar when the market trades: fx or continuous
 * @param repairedBars bars that were filled in
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
        Instant createdAt,
        String origin,
        @TypeDef(type = DataType.JSON) JsonNode parentHashes,
        @Nullable String calendar,
        int repairedBars) {}
