package io.regimen.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
    @Test
    void numbers_areTheNumericFieldsOfARequest_withTheirDefaults() {
        ObjectNode defaults = Json.mapper().valueToTree(Preprocessing.defaults());
        List<String> numeric = new ArrayList<>();
        defaults.properties().forEach(field -> {
            if (field.getValue().isNumber()) {
                numeric.add(field.getKey() + " " + field.getValue().doubleValue());
            }
        });

        assertEquals(
                numeric,
                Preprocessing.NUMERIC.stream()
                        .map(number -> number.name() + " " + number.fallback())
                        .toList());
    }

    @Test
    void problems_valuesBeyondABoundAreRefusedAndTheBoundIsNot() throws JsonProcessingException {
        for (Preprocessing.Numeric number : Preprocessing.NUMERIC) {
            JsonNode whole = Json.mapper().valueToTree(Preprocessing.defaults()).path(number.name());
            double step = whole.isIntegralNumber() ? 1 : 0.001;

            assertEquals(List.of(), problems(number, number.max()), number.name());
            assertEquals(
                    List.of("p." + number.name() + " Use " + number.bounds()),
                    problems(number, number.max() + step),
                    number.name());
            assertEquals(
                    List.of("p." + number.name() + " Use " + number.bounds()),
                    problems(number, number.min() - (number.min() == step ? 2 * step : step)),
                    number.name());
        }
    }

    private static List<String> problems(Preprocessing.Numeric number, double value) throws JsonProcessingException {
        String json = "{\"" + number.name() + "\": " + Preprocessing.Numeric.plain(value) + "}";
        return Json.mapper().readValue(json, Preprocessing.class).problems("p").stream()
                .map(problem -> problem.field() + " " + problem.hint())
                .toList();
    }
}
