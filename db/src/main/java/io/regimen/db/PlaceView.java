package io.regimen.db;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * A run whose file stays for a regime.
 *
 * @param place 1 is the leader by the policy
 * @param admitted whether it is enough of an improvement over who led when its grid began
 * @param artifactState of its newest file
 */
@MappedEntity
public record PlaceView(
        @Id long trainingRunId,
        String evaluationHash,
        String symbol,
        String timeframe,
        String regimeName,
        int place,
        String modelType,
        int horizon,
        double score,
        double validationScore,
        int trades,
        boolean admitted,
        @Nullable String artifactState) {}
