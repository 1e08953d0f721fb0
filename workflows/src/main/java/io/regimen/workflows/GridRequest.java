package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A grid as a person writes it: one JSON shape for the launcher, the API and {@code temporal workflow start}. Every list
 * is a dimension; the grid is their product. {@link GridPlanner} checks it and expands it to cells.
 *
 * @param name {@code [A-Za-z0-9._-]{1,128}}; the workflow's id is {@code grid-<name>}
 * @param symbols EURUSD, EUR/USD and eurusd are the same
 * @param indicatorTfs alternatives, each a map from indicator to timeframes; absent: every indicator on the base and the
 *     next higher timeframe
 * @param additionalFeatures alternatives, each a map from block to on or off
 * @param preprocessingParams alternatives
 * @param modelParams hyperparameter values to try, by family and name
 * @param datasets pins a market such as EURUSD/1h to a dataset hash; otherwise the newest dataset is used
 * @param regimes the regime set to judge under, {@code name} (its newest version) or {@code name@version}; absent: the
 *     four defaults
 * @param retryOf internal: the grid whose failed cells this execution heals
 */
public record GridRequest(
        @Nullable String name,
        @Nullable List<ModelType> modelTypes,
        @Nullable List<String> encoders,
        @Nullable List<String> symbols,
        @Nullable List<Timeframe> baseTimeframes,
        @Nullable List<Integer> daysHistory,
        @Nullable List<Integer> horizons,
        @Nullable List<SortedMap<String, List<Timeframe>>> indicatorTfs,
        @Nullable List<SortedMap<String, Boolean>> additionalFeatures,
        @Nullable List<Preprocessing> preprocessingParams,
        @Nullable SortedMap<ModelType, SortedMap<String, List<Double>>> modelParams,
        int latencyBars,
        @Nullable SortedMap<String, String> datasets,
        @Nullable InferenceGrid inference,
        @Nullable Costs costs,
        @Nullable String regimes,
        long seed,
        @Nullable Execution execution,
        @Nullable String createdBy,
        @Nullable Long retryOf,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> unknown) {

    /** Names of grids, queues and the like. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    public GridRequest {
        unknown = unknown == null ? Map.of() : new TreeMap<>(unknown);
    }

    public InferenceGrid inferenceOrDefault() {
        return inference == null ? InferenceGrid.defaults() : inference;
    }

    public Costs costsOrDefault() {
        return costs == null ? Costs.defaults() : costs;
    }

    public Execution executionOrDefault() {
        return execution == null ? Execution.defaults() : execution;
    }

    /** Id of the workflow that carries out the grid of a name. */
    public static String workflowId(String name) {
        return "grid-" + name;
    }

    /** The same request under another name and origin. */
    public GridRequest named(String newName, String newCreatedBy) {
        return with(newName, newCreatedBy, regimes, retryOf);
    }

    /** The request of an execution that heals the failed cells of a grid that has ended. */
    public GridRequest retrying(long gridId) {
        return with(name, createdBy, regimes, gridId);
    }

    /** The same request under a regime set that it names by its version. */
    public GridRequest judgedUnder(String reference) {
        return with(name, createdBy, reference, retryOf);
    }

    private GridRequest with(
            @Nullable String newName,
            @Nullable String newCreatedBy,
            @Nullable String newRegimes,
            @Nullable Long newRetryOf) {
        return new GridRequest(
                newName,
                modelTypes,
                encoders,
                symbols,
                baseTimeframes,
                daysHistory,
                horizons,
                indicatorTfs,
                additionalFeatures,
                preprocessingParams,
                modelParams,
                latencyBars,
                datasets,
                inference,
                costs,
                newRegimes,
                seed,
                execution,
                newCreatedBy,
                newRetryOf,
                unknown);
    }
}
