package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The model families a grid can ask for, the task queue that trains each, and their hyperparameters with bounds. The
 * names in {@code JsonProperty} are for the OpenAPI document, which does not see {@link #toString}.
 */
public enum ModelType {
    @JsonProperty("ridge")
    RIDGE("ridge", "1", TaskQueues.CPU, Map.of("lambda", new Bounds(10, 0, 1e9))),
    @JsonProperty("xgboost")
    XGBOOST(
            "xgboost",
            "2",
            TaskQueues.CPU,
            Map.of(
                    "rounds", new Bounds(60, 1, 2000),
                    "max_depth", new Bounds(3, 1, 12),
                    "learning_rate", new Bounds(0.05, 1e-4, 1),
                    "min_child_weight", new Bounds(50, 0, 1e6),
                    "subsample", new Bounds(0.7, 0.05, 1),
                    "lambda", new Bounds(10, 0, 1e9))),
    /** Forecasts no return at all: the cost of doing nothing. */
    @JsonProperty("zero")
    ZERO("zero", "1", TaskQueues.CPU, Map.of()),
    /** Forecasts that the recent return goes on; each member looks back over its own window. */
    @JsonProperty("momentum")
    MOMENTUM("momentum", "1", TaskQueues.CPU, Map.of("window", new Bounds(24, 2, 1000)));

    /** Default, smallest and largest value of a hyperparameter. */
    public record Bounds(double fallback, double min, double max) {}

    private final String text;
    private final String codeVersion;
    private final String trainQueue;

    @SuppressWarnings("ImmutableEnumChecker") // never written after construction, handed out as a copy
    private final SortedMap<String, Bounds> parameters;

    ModelType(String text, String codeVersion, String trainQueue, Map<String, Bounds> parameters) {
        this.text = text;
        this.codeVersion = codeVersion;
        this.trainQueue = trainQueue;
        this.parameters = new TreeMap<>(parameters);
    }

    @JsonCreator
    public static ModelType parse(String text) {
        return Arrays.stream(values())
                .filter(t -> t.text.equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("unknown model type \"" + text + "\"; available: " + all()));
    }

    /** Raised whenever the same input would give another model: part of a run's identity. */
    public String codeVersion() {
        return codeVersion;
    }

    public String trainQueue() {
        return trainQueue;
    }

    /** Hyperparameters by name. */
    public SortedMap<String, Bounds> parameters() {
        return new TreeMap<>(parameters);
    }

    static String all() {
        return Arrays.stream(values()).map(t -> t.text).collect(Collectors.joining(", "));
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
