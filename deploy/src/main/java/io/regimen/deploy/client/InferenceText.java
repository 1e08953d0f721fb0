package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.workflows.InferenceSize;
import io.regimen.workflows.Json;
import java.util.List;

/** The size of the internal loop in an answer of the API, in words. */
final class InferenceText {
    private InferenceText() {}

    static String of(JsonNode answer) {
        return InferenceSize.text(List.of(Json.mapper().convertValue(answer.path("inference"), InferenceSize[].class)));
    }
}
