package io.regimen.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridPlannerTest {
    private static final String BASE = """
            {"name": "g", "model_types": ["ridge", "xgboost"], "symbols": ["EUR/USD", "gbpusd"],
             "base_timeframes": ["1h"], "days_history": [365, 730], "horizons": [4, 8],
             "model_params": {"ridge": {"lambda": [1, 10, 100]}}}""";

    @Test
    void expand_countsWhatCellCountSays() {
        GridRequest request = parse(BASE);

        assertEquals((3 + 1) * 2 * 2 * 2, GridPlanner.cellCount(request));
        assertEquals(32, GridPlanner.expand(request).size());
        assertEquals(List.of(), GridPlanner.problems(request));
    }

    @Test
    void expand_spellingAndOrder_changeNoHash() {
        GridRequest other = parse(BASE.replace("EUR/USD", "eurusd")
                .replace("[4, 8]", "[8, 4]")
                .replace("[1, 10, 100]", "[1e2, 1.0, 10.00]"));

        assertEquals(hashes(parse(BASE)), hashes(other));
    }

    @Test
    void expand_whatIsTrained_changesTheHash() {
        assertNotEquals(hashes(parse(BASE)), hashes(parse(BASE.replace("\"name\"", "\"latency_bars\": 1, \"name\""))));
    }

    @Test
    void hash_isTheSameOnEveryMachine() {
        GridRequest request = parse("""
                {"name": "g", "model_types": ["ridge"], "symbols": ["EURUSD"], "base_timeframes": ["1h"],
                 "days_history": [365], "horizons": [4]}""");

        CellConfig cell = GridPlanner.expand(request).getFirst();
        assertEquals(
                "{\"additional_features\":[\"returns_volatility\"],\"base_timeframe\":\"1h\",\"days_history\":365,"
                        + "\"encoder\":\"none\",\"horizon\":4,\"indicator_tfs\":{\"atr\":[\"1h\",\"4h\"],"
                        + "\"bollinger\":[\"1h\",\"4h\"],\"macd\":[\"1h\",\"4h\"],\"rsi\":[\"1h\",\"4h\"]},"
                        + "\"latency_bars\":0,\"model_params\":{\"lambda\":10},\"model_type\":\"ridge\","
                        + "\"preprocessing_params\":{\"ar_lags\":5,\"day_boundary\":\"market\",\"differencing\":0,"
                        + "\"min_coverage\":0.8,\"rv_window\":20,\"scaling\":\"standard\",\"warmup_bars\":0,\"winsorize\":0},"
                        + "\"symbol\":\"EURUSD\"}",
                Json.canonical(cell));
        assertEquals(
                Json.sha256Hex(Json.canonical(cell).getBytes(java.nio.charset.StandardCharsets.UTF_8)), cell.hash());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[365, 730]               | [365, null]                  | days_history[1]",
                "\"lambda\": [1, 10, 100] | \"lambda\": [null]           | model_params.ridge.lambda[0]",
                "\"name\": \"g\"          | \"name\": \"../x\"           | name",
                "\"1h\"                   | \"4h\", \"4h\"               | base_timeframes",
                "\"horizons\": [4, 8]     | \"horizons\": []             | horizons",
                "\"horizons\": [4, 8]     | \"horizons\": [501]          | horizons[0]",
                "[365, 730]               | [5]                          | horizons[1]",
                "[365, 730]               | [0]                          | days_history[0]",
                "\"lambda\": [1, 10, 100] | \"lambda\": [-1]             | model_params.ridge.lambda",
                "\"lambda\": [1, 10, 100] | \"gamma\": [1]               | model_params.ridge.gamma",
                "\"name\"                 | \"horizon\": 3, \"name\"     | horizon",
                "\"name\"                 | \"encoders\": [\"vae\"], \"name\" | encoders",
                "\"name\"                 | \"indicator_tfs\": [{\"rsi\": [\"5m\"]}], \"name\" | indicator_tfs[0].rsi",
                "\"name\"                 | \"indicator_tfs\": [{\"foo\": [\"1h\"]}], \"name\" | indicator_tfs[0].foo",
                "\"name\"                 | \"preprocessing_params\": [{\"ar_lags\": 99}], \"name\" | preprocessing_params[0].ar_lags",
                "\"name\"                 | \"inference\": {\"confidence_thresholds\": [1]}, \"name\" | inference.confidence_thresholds",
                "\"name\"                 | \"inference\": {\"confidence_thresholds\": [0.5, -0.1]}, \"name\" | inference.confidence_thresholds",
                "\"name\"                 | \"inference\": {\"confidence_thresholds\": [-0.0]}, \"name\" | inference.confidence_thresholds",
                "\"name\"                 | \"inference\": {\"confidence_thresholds\": []}, \"name\" | inference.confidence_thresholds",
                "\"name\"                 | \"inference\": {\"confidence_thresholds\": [0, null]}, \"name\" | inference.confidence_thresholds[1]",
                "\"name\"                 | \"inference\": {\"prediction_methods\": []}, \"name\" | inference.prediction_methods",
                "\"name\"                 | \"inference\": {\"ensemble_methods\": []}, \"name\" | inference.ensemble_methods",
                "\"name\"                 | \"inference\": {\"lookback_windows\": [19]}, \"name\" | inference.lookback_windows",
                "\"name\"                 | \"inference\": {\"lookback_windows\": [50, 501]}, \"name\" | inference.lookback_windows",
                "\"name\"                 | \"inference\": {\"lookback_windows\": []}, \"name\" | inference.lookback_windows",
                "\"name\"                 | \"inference\": {\"confidence_metod\": \"rank\"}, \"name\" | inference.confidence_metod",
                "\"name\"                 | \"costs\": {\"fee_bps\": -1}, \"name\" | costs.fee_bps",
                "\"name\"                 | \"execution\": {\"window\": 501}, \"name\" | execution.window",
                "\"name\"                 | \"datasets\": {\"EURUSD/1h\": \"x\"}, \"name\" | datasets.EURUSD/1h"
            })
    void problems_eachNamesItsField(String from, String to, String field) {
        List<Problem> problems = GridPlanner.problems(parse(BASE.replace(from.strip(), to.strip())));

        assertEquals(
                List.of(field.strip()),
                problems.stream().map(Problem::field).distinct().toList(),
                problems::toString);
        assertTrue(problems.stream().noneMatch(problem -> problem.hint().isBlank()));
    }

    @Test
    void problems_hugeGrid_isCountedAndRefusedWithoutExpanding() {
        List<Double> many = java.util.stream.IntStream.rangeClosed(1, 2000)
                .mapToObj(i -> i * 1.0)
                .toList();
        String values = Json.write(many);
        GridRequest request = parse(BASE.replace(
                "\"ridge\": {\"lambda\": [1, 10, 100]}",
                "\"xgboost\": {\"rounds\": %s, \"min_child_weight\": %s, \"lambda\": %s}"
                        .formatted(values, values, values)));

        assertTrue(GridPlanner.cellCount(request) > 6e10);
        assertEquals(
                List.of("grid"),
                GridPlanner.problems(request).stream().map(Problem::field).toList());
    }

    private static List<String> hashes(GridRequest request) {
        return GridPlanner.expand(request).stream()
                .map(CellConfig::hash)
                .sorted()
                .toList();
    }

    private static GridRequest parse(String json) {
        try {
            return Json.mapper().readValue(json, GridRequest.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
