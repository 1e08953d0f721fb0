package io.regimen.workflows;

/**
 * One point of the internal loop.
 *
 * @param confidenceThreshold share in [0, 1) that a signal's confidence has to reach
 * @param lookbackWindow resolved bars behind weights and confidence
 * @param confidenceMethod what the threshold is compared with; the same for all configurations of a grid
 */
public record InferenceConfig(
        PredictionMethod predictionMethod,
        EnsembleMethod ensembleMethod,
        double confidenceThreshold,
        int lookbackWindow,
        ConfidenceMethod confidenceMethod) {

    /** A configuration whose confidence is a percentile rank. */
    public InferenceConfig(
            PredictionMethod predictionMethod,
            EnsembleMethod ensembleMethod,
            double confidenceThreshold,
            int lookbackWindow) {
        this(predictionMethod, ensembleMethod, confidenceThreshold, lookbackWindow, ConfidenceMethod.RANK);
    }

    @Override
    public String toString() {
        return predictionMethod + "/" + ensembleMethod + "/" + confidenceThreshold + "/" + lookbackWindow
                + (confidenceMethod == ConfidenceMethod.RANK ? "" : "/" + confidenceMethod);
    }
}
