package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** The API's estimate of a rejudgement in words. */
final class RejudgeSize {
    private RejudgeSize() {}

    static String text(JsonNode estimate) {
        Duration work = Duration.ofMillis(Math.round(estimate.path("seconds").asDouble() * 1000));
        long toJudge = estimate.path("to_judge").asLong();
        JsonNode sizes = estimate.path("inference");
        String product = sizes.size() == 1
                ? toJudge + " x " + sizes.path(0).path("configurations").asLong() + " = "
                : "";
        String size = estimate.path("runs").asLong() + " runs: "
                + estimate.path("already_judged").asLong() + " already judged, "
                + estimate.path("refused").asLong() + " with nothing to judge, " + toJudge + " to judge ("
                + estimate.path("from_files").asLong() + " from their model file, "
                + estimate.path("from_streams").asLong() + " from kept position streams); " + product
                + estimate.path("backtests").asLong() + " inference backtests: " + Durations.text(work) + " of work ("
                + estimate.path("basis").asText() + ")";
        return sizes.isEmpty() ? size : size + System.lineSeparator() + InferenceText.of(estimate);
    }
}
