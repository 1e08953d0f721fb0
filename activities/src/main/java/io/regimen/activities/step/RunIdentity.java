package io.regimen.activities.step;

import io.regimen.activities.feature.FeatureSpec;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.Json;
import java.util.List;

/**
 * What makes a training the same training: configuration, bars, features, code and seed; neither time nor host.
 *
 * @param key unique in training_runs
 */
record RunIdentity(
        String configHash, String datasetHash, String featureSetHash, String codeVersion, long seed, String key) {

    static RunIdentity of(CellConfig cell, String datasetHash, long seed) {
        String config = cell.hash();
        String features = FeatureSpec.of(cell).hash(datasetHash);
        String code = cell.modelType().codeVersion();
        return new RunIdentity(
                config,
                datasetHash,
                features,
                code,
                seed,
                Json.sha256(List.of(config, datasetHash, features, code, Long.toString(seed))));
    }
}
