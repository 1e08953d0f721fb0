package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import org.jspecify.annotations.Nullable;

/**
 * One training run under one inference configuration. Metrics without a prefix are those of the test part; one that is
 * not defined, such as the Sharpe ratio of no trades, is absent.
 */
@MappedEntity
public record BacktestView(
        @Id long id,
        long trainingRunId,
        int configIndex,
        String predictionMethod,
        String ensembleMethod,
        double confidenceThreshold,
        int lookbackWindow,
        String streamHash,
        int bars,
        int trades,
        @Nullable Double sharpe,
        @Nullable Double sortino,
        @Nullable Double calmar,
        @Nullable Double maxDrawdown,
        @Nullable Double winRate,
        @Nullable Double profitFactor,
        @Nullable Double avgWin,
        @Nullable Double avgLoss,
        @Nullable Double turnover,
        @Nullable Double exposure,
        @Nullable Double totalPnl,
        @Nullable Double annualPnl,
        @Nullable Double costs,
        @Nullable Double edgeBps,
        @Nullable Double annualReturn,
        @Nullable Double grossPnl,
        @Nullable Double annualVolatility,
        @Nullable Double downsideRisk,
        @Nullable Double omega,
        @Nullable Double impactCosts,
        @Nullable Double carryCosts,
        @Nullable Double breakEvenBps,
        @Nullable Double costShare,
        @Nullable Double capacity,
        int validationTrades,
        @Nullable Double validationSharpe,
        @TypeDef(type = DataType.JSON) JsonNode validationMetrics,
        @TypeDef(type = DataType.JSON) JsonNode regimeMetrics) {}
