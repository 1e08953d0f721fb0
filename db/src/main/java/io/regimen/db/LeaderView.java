package io.regimen.db;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The leader of a regime in a market: its evidence, its run, its inference configuration and its file.
 *
 * @param performanceScore score on the test part, which the leaders are ordered by
 * @param validationScore score on the validation part, by which the inference configuration was chosen
 * @param trades trades of the test part in this regime
 * @param bars bars of the test part in this regime
 * @param datasetVendor where the bars come from on which the run was trained and judged
 * @param costs under which it was judged: leaders of one market may have been judged under different ones
 * @param metric in which the scores are
 * @param pinnedBy who promoted it by hand, and why; null if it leads by the policy
 * @param sharpe of the whole test part, as are the metrics after it
 */
@MappedEntity
public record LeaderView(
        @Id long id,
        String symbol,
        String timeframe,
        String regimeName,
        String metric,
        double performanceScore,
        double validationScore,
        int trades,
        int bars,
        String verdict,
        String verdictReason,
        @TypeDef(type = DataType.JSON) JsonNode secondaryMetrics,
        Instant achievedAt,
        long version,
        @Nullable String pinnedBy,
        @Nullable String pinnedReason,
        long trainingRunId,
        String runKey,
        String configHash,
        String modelType,
        String encoder,
        int horizon,
        int daysHistory,
        String datasetVendor,
        @TypeDef(type = DataType.JSON) JsonNode modelHyperparams,
        long inferenceBacktestId,
        String evaluationHash,
        @Nullable @TypeDef(type = DataType.JSON) JsonNode costs,
        int configIndex,
        String predictionMethod,
        String ensembleMethod,
        double confidenceThreshold,
        int lookbackWindow,
        @Nullable Double sharpe,
        @Nullable Double maxDrawdown,
        @Nullable Double winRate,
        @Nullable Double totalPnl,
        long artifactId,
        String artifactSha256,
        long artifactBytes,
        String artifactState) {}
