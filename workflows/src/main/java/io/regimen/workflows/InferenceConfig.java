package io.regimen.workflows;

/**
 * One point of the internal loop.
 *
 * @param confidenceThreshold share in [0, 1) compared with the percentile rank of a signal's confidence
 * @param lookbackWindow resolved bars behind weights and confidence
 */
public record InferenceConfig(
        PredictionMethod predictionMethod,
        EnsembleMethod ensembleMethod,
        double confidenceThreshold,
        int lookbackWindow) {

    @Override
    public String toString() {
        return predictionMethod + "/" + ensembleMethod + "/" + confidenceThreshold + "/" + lookbackWindow;
    }
}
