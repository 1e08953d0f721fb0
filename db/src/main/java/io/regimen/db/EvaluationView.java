package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run under one evaluation.
 *
 * @param origin training, or rejudgement
 * @param isCurrent whether the run's row shows this one: the evaluation under which it was judged last
 * @param backtests inference backtests stored under it
 * @param bestSharpe their greatest Sharpe ratio on the test part
 * @param leads regimes in which one of them leads
 */
@MappedEntity
public record EvaluationView(
        long trainingRunId,
        String evaluationHash,
        String origin,
        String status,
        boolean isCurrent,
        @TypeDef(type = DataType.JSON) JsonNode evaluation,
        long backtests,
        @Nullable Double bestSharpe,
        @Nullable Integer distinctStreams,
        @Nullable Boolean beatsBaselines,
        @Nullable Double backtestDurationSeconds,
        @TypeDef(type = DataType.JSON) JsonNode leads,
        @Nullable String failureKind,
        @Nullable String errorMessage,
        Instant createdAt,
        @Nullable Instant completedAt) {}
