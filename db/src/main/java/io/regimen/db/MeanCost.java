package io.regimen.db;

import io.micronaut.data.annotation.MappedEntity;

/**
 * What completed runs of one model type took on average, in seconds of one cell, and the bytes of a model file.
 *
 * @param runs runs behind the means
 */
@MappedEntity
public record MeanCost(
        String modelType,
        long runs,
        double trainingSeconds,
        double backtestSeconds,
        double databaseSeconds,
        double fileBytes) {
    public double totalSeconds() {
        return trainingSeconds + backtestSeconds + databaseSeconds;
    }
}
