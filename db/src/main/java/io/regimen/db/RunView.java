package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One training run, without its larger documents.
 *
 * @param bestSharpe greatest Sharpe ratio of its backtests on the test part; absent before there are any
 * @param bestRegimes names of the regimes in which it leads
 */
@MappedEntity
public record RunView(
        @Id long id,
        String runKey,
        String configHash,
        String status,
        boolean judged,
        String modelType,
        String encoder,
        String symbol,
        String baseTimeframe,
        int daysHistory,
        int horizon,
        int latencyBars,
        @TypeDef(type = DataType.JSON) JsonNode modelHyperparams,
        String datasetHash,
        String featureSetHash,
        String codeVersion,
        long seed,
        String evaluationHash,
        @Nullable Double bestSharpe,
        @Nullable Boolean beatsBaselines,
        @Nullable Integer featureCount,
        @Nullable Integer trainingRows,
        @Nullable Integer distinctStreams,
        @Nullable Double trainingDurationSeconds,
        @Nullable Double backtestDurationSeconds,
        @Nullable Double databaseDurationSeconds,
        boolean isModelKept,
        @Nullable String modelSha256,
        @Nullable Long modelFileSizeBytes,
        @TypeDef(type = DataType.JSON) JsonNode bestRegimes,
        @Nullable String failureKind,
        @Nullable String errorMessage,
        String createdBy,
        Instant createdAt,
        Instant startedAt,
        @Nullable Instant completedAt) {}
