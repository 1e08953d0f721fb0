package io.regimen.workflows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The internal loop: every trained model is judged under each combination. The default has 3 x 3 x 5 x 3 = 135.
 *
 * @param confidenceThresholds shares in [0, 1): 0.9 trades the most confident tenth, 0 trades every signal
 * @param lookbackWindows resolved bars behind weights and confidence
 */
public record InferenceGrid(
        List<PredictionMethod> predictionMethods,
        List<EnsembleMethod> ensembleMethods,
        List<Double> confidenceThresholds,
        List<Integer> lookbackWindows) {

    // Jackson hands absent fields in as null: each then takes its default
    @SuppressWarnings("NullAway")
    public InferenceGrid(
            @Nullable List<PredictionMethod> predictionMethods,
            @Nullable List<EnsembleMethod> ensembleMethods,
            @Nullable List<Double> confidenceThresholds,
            @Nullable List<Integer> lookbackWindows) {
        this.predictionMethods = Lists.sortedOr(predictionMethods, List.of(PredictionMethod.values()));
        this.ensembleMethods = Lists.sortedOr(ensembleMethods, List.of(EnsembleMethod.values()));
        this.confidenceThresholds = Lists.sortedOr(confidenceThresholds, List.of(0.0, 0.3, 0.5, 0.7, 0.9));
        this.lookbackWindows = Lists.sortedOr(lookbackWindows, List.of(50, 100, 200));
    }

    /** The default grid of 135 configurations. */
    public static InferenceGrid defaults() {
        return new InferenceGrid(null, null, null, null);
    }

    public int size() {
        return predictionMethods.size() * ensembleMethods.size() * confidenceThresholds.size() * lookbackWindows.size();
    }

    /** All configurations; the position in this list is the configuration's index. */
    public List<InferenceConfig> expand() {
        List<InferenceConfig> out = new ArrayList<>(size());
        for (PredictionMethod prediction : predictionMethods) {
            for (EnsembleMethod ensemble : ensembleMethods) {
                for (int lookback : lookbackWindows) {
                    for (double threshold : confidenceThresholds) {
                        out.add(new InferenceConfig(prediction, ensemble, threshold, lookback));
                    }
                }
            }
        }
        return out;
    }

    List<Problem> problems() {
        List<Problem> out = new ArrayList<>();
        for (double threshold : confidenceThresholds) {
            if (!(threshold >= 0 && threshold < 1)) {
                out.add(new Problem(
                        "inference.confidence_thresholds",
                        threshold + " is not a share",
                        "Use values from 0 (every signal) to below 1 (0.9 is the most confident tenth)"));
            }
        }
        for (int lookback : lookbackWindows) {
            if (lookback < 20 || lookback > 500) {
                out.add(new Problem(
                        "inference.lookback_windows", lookback + " bars is out of bounds", "Use 20 to 500 bars"));
            }
        }
        if (size() == 0 || size() > 2000) {
            out.add(new Problem(
                    "inference",
                    size() + " inference configurations per model",
                    "Give every list at least one value, and at most 2,000 combinations"));
        }
        return out;
    }
}
