package io.regimen.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferenceGridTest {
    private static final InferenceGrid DEFAULT = InferenceGrid.defaults();

    @Test
    void json_isStable() {
        assertEquals(
                "{\"confidence_method\":\"rank\",\"confidence_thresholds\":[0,0.3,0.5,0.7,0.9],"
                        + "\"ensemble_methods\":[\"mean\",\"weighted\",\"stacking\"],\"lookback_windows\":[50,100,200],"
                        + "\"prediction_methods\":[\"direct\",\"recursive\",\"direct_multi\"]}",
                Json.canonical(DEFAULT));
        assertEquals(DEFAULT, parse(Json.write(DEFAULT)));
    }

    @Test
    void json_withoutConfidenceMethodAsOldHistoriesHaveItMeansRank() {
        InferenceGrid old = parse("""
                {"prediction_methods": ["direct"], "ensemble_methods": ["mean"], "confidence_thresholds": [0.5],
                 "lookback_windows": [50]}""");

        assertEquals(ConfidenceMethod.RANK, old.confidenceMethod());
        assertEquals(
                List.of(new InferenceConfig(PredictionMethod.DIRECT, EnsembleMethod.MEAN, 0.5, 50)), old.expand(12));
        assertEquals(DEFAULT, parse("{}"));
    }

    @Test
    void confidenceMethod_isInTheHashAndInEachConfiguration() {
        HashSet<String> hashes = new HashSet<>();
        for (ConfidenceMethod method : ConfidenceMethod.values()) {
            InferenceGrid grid = parse("{\"confidence_method\": \"" + method + "\"}");
            assertEquals(DEFAULT.with(method), grid);
            assertTrue(grid.expand(4).stream().allMatch(config -> config.confidenceMethod() == method));
            hashes.add(Json.sha256(grid));
        }
        assertEquals(3, hashes.size());
        assertNotEquals(
                DEFAULT.expand(4).getFirst(),
                DEFAULT.with(ConfidenceMethod.BLEND).expand(4).getFirst());
        assertThrows(
                JsonMappingException.class,
                () -> Json.mapper().readValue("{\"confidence_method\": \"loud\"}", InferenceGrid.class));
    }

    @Test
    void lists_areSortedAndCountedOnce() {
        assertEquals(parse("{\"lookback_windows\": [50, 100]}"), parse("{\"lookback_windows\": [100, 50, 100]}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 12, 13, 100, 500})
    void expand_aboveOneBar_isTheWholeProduct(int horizon) {
        assertEquals(135, DEFAULT.size(horizon));
        assertEquals(131, DEFAULT.distinct(horizon));
        assertEquals(DEFAULT.expand(), DEFAULT.expand(horizon));
        assertEquals(135, new HashSet<>(DEFAULT.expand(horizon)).size());
    }

    @Test
    void expand_oneBar_countsThePredictionMethodsOnce() {
        assertEquals(45, DEFAULT.size(1));
        assertEquals(43, DEFAULT.distinct(1));
        // indices mean the same as with longer horizons
        assertEquals(DEFAULT.expand().subList(0, 45), DEFAULT.expand(1));
        InferenceGrid subset = parse("{\"prediction_methods\": [\"direct_multi\", \"recursive\"]}");
        assertEquals(List.of(PredictionMethod.RECURSIVE), subset.predictionMethods(1));
        assertEquals(45, subset.expand(1).size());
        assertEquals(90, subset.expand(2).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"confidence_thresholds": [0.3, 0.5]}                                        | 4 | 54 | 54
            {"ensemble_methods": ["weighted", "stacking"]}                               | 4 | 90 | 90
            {"prediction_methods": ["direct_multi"]}                                     | 4 | 45 | 45
            {"prediction_methods": ["direct_multi"]}                                     | 1 | 45 | 43
            {"prediction_methods": ["recursive"]}                                        | 4 | 45 | 43
            {"lookback_windows": [50]}                                                   | 4 | 45 | 45
            {"lookback_windows": [20, 50, 100, 500], "confidence_thresholds": [0, 0.99]} | 4 | 72 | 66
            """)
    void distinct_leavesOutLookBacksWithoutUse(String json, int horizon, int size, int distinct) {
        InferenceGrid grid = parse(json);

        assertEquals(size, grid.size(horizon));
        assertEquals(size, grid.expand(horizon).size());
        assertEquals(distinct, grid.distinct(horizon));
    }

    @Test
    void problems_tooManyConfigurations() {
        List<Double> thresholds =
                IntStream.range(0, 100_000).mapToObj(i -> i / 100_000.0).toList();
        List<Integer> lookbacks = IntStream.range(0, 100_000).boxed().toList();
        InferenceGrid grid = new InferenceGrid(null, null, thresholds, lookbacks);

        assertEquals(
                new Problem(
                        "inference",
                        "90000000000 inference configurations per model",
                        "At most 2000 are allowed: shorten a list"),
                grid.problems().getLast());
        assertEquals(List.of(), new InferenceGrid(null, null, thresholds.subList(0, 74), null).problems());
        assertEquals(
                1,
                new InferenceGrid(null, null, thresholds.subList(0, 75), null)
                        .problems()
                        .size());
    }

    private static InferenceGrid parse(String json) {
        try {
            return Json.mapper().readValue(json, InferenceGrid.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
