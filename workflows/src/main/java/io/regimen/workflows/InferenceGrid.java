package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The internal loop: every trained model is judged under each combination. The default has 3 x 3 x 5 x 3 = 135. With a
 * horizon of one bar the prediction methods are one and the same, and each combination is made once ({@link #expand}).
 *
 * @param confidenceThresholds shares in [0, 1): 0.9 trades the most confident tenth, 0 trades every signal
 * @param lookbackWindows resolved bars behind weights and confidence
 * @param confidenceMethod what the thresholds are compared with
 * @param unknown fields that are none, kept so that a misspelt one is reported instead of ignored
 */
public record InferenceGrid(
        List<PredictionMethod> predictionMethods,
        List<EnsembleMethod> ensembleMethods,
        List<Double> confidenceThresholds,
        List<Integer> lookbackWindows,
        ConfidenceMethod confidenceMethod,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> unknown) {

    /** More configurations per model than this are refused. */
    public static final int MAX_CONFIGURATIONS = 2000;

    // Jackson hands absent fields in as null: each then takes its default
    @SuppressWarnings("NullAway")
    public InferenceGrid(
            @Nullable List<PredictionMethod> predictionMethods,
            @Nullable List<EnsembleMethod> ensembleMethods,
            @Nullable List<Double> confidenceThresholds,
            @Nullable List<Integer> lookbackWindows,
            @Nullable ConfidenceMethod confidenceMethod,
            @Nullable Map<String, JsonNode> unknown) {
        this.predictionMethods = Lists.sortedOr(predictionMethods, List.of(PredictionMethod.values()));
        this.ensembleMethods = Lists.sortedOr(ensembleMethods, List.of(EnsembleMethod.values()));
        this.confidenceThresholds = Lists.sortedOr(confidenceThresholds, List.of(0.0, 0.3, 0.5, 0.7, 0.9));
        this.lookbackWindows = Lists.sortedOr(lookbackWindows, List.of(50, 100, 200));
        this.confidenceMethod = confidenceMethod == null ? ConfidenceMethod.RANK : confidenceMethod;
        this.unknown = unknown == null ? Map.of() : new TreeMap<>(unknown);
    }

    /** A grid whose confidence is a percentile rank; what is null takes its default. */
    public InferenceGrid(
            @Nullable List<PredictionMethod> predictionMethods,
            @Nullable List<EnsembleMethod> ensembleMethods,
            @Nullable List<Double> confidenceThresholds,
            @Nullable List<Integer> lookbackWindows) {
        this(predictionMethods, ensembleMethods, confidenceThresholds, lookbackWindows, null, null);
    }

    /** The default grid of 135 configurations. */
    public static InferenceGrid defaults() {
        return new InferenceGrid(null, null, null, null);
    }

    /** The same grid with another meaning of its thresholds. */
    public InferenceGrid with(ConfidenceMethod method) {
        return new InferenceGrid(
                predictionMethods, ensembleMethods, confidenceThresholds, lookbackWindows, method, unknown);
    }

    /** Prediction methods that say different things for a horizon: for one bar only the first, since all are the same. */
    public List<PredictionMethod> predictionMethods(int horizon) {
        return horizon == 1 && predictionMethods.size() > 1 ? predictionMethods.subList(0, 1) : predictionMethods;
    }

    /** Number of configurations of a model of a horizon. */
    public int size(int horizon) {
        return predictionMethods(horizon).size()
                * ensembleMethods.size()
                * confidenceThresholds.size()
                * lookbackWindows.size();
    }

    /**
     * How many of {@link #size} can take different positions. The plain mean has no use for a look-back where every signal
     * is traded, unless a holding time is chosen ({@code direct_multi}).
     */
    public int distinct(int horizon) {
        boolean idle = ensembleMethods.contains(EnsembleMethod.MEAN) && confidenceThresholds.contains(0.0);
        int methods = (int) predictionMethods(horizon).stream()
                .filter(method -> horizon == 1 || method != PredictionMethod.DIRECT_MULTI)
                .count();
        return size(horizon) - (idle ? methods * (lookbackWindows.size() - 1) : 0);
    }

    /** The sizes for models of these horizons, those of one bar apart from the longer ones. */
    public List<InferenceSize> sizes(Collection<Integer> horizons) {
        List<Integer> sorted = horizons.stream().distinct().sorted().toList();
        return Stream.of(
                        sorted.stream().filter(horizon -> horizon == 1).toList(),
                        sorted.stream().filter(horizon -> horizon > 1).toList())
                .filter(alike -> !alike.isEmpty())
                .map(alike -> new InferenceSize(alike, size(alike.getFirst()), distinct(alike.getFirst())))
                .toList();
    }

    /** All configurations of a model of a horizon; the position in this list is the configuration's index. */
    public List<InferenceConfig> expand(int horizon) {
        return combinations(predictionMethods(horizon));
    }

    /** Every combination, as for horizons above one bar. */
    public List<InferenceConfig> expand() {
        return combinations(predictionMethods);
    }

    private List<InferenceConfig> combinations(List<PredictionMethod> methods) {
        List<InferenceConfig> out = new ArrayList<>();
        for (PredictionMethod prediction : methods) {
            for (EnsembleMethod ensemble : ensembleMethods) {
                for (int lookback : lookbackWindows) {
                    for (double threshold : confidenceThresholds) {
                        out.add(new InferenceConfig(prediction, ensemble, threshold, lookback, confidenceMethod));
                    }
                }
            }
        }
        return out;
    }

    List<Problem> problems() {
        return new InferenceCheck(this).run();
    }
}
