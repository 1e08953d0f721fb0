package io.regimen.activities.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.regimen.workflows.Costs;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.Json;
import io.regimen.workflows.regime.BuiltInRegimes;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Under what a run is judged. Runs with different evaluations are told apart by its hash.
 *
 * @param version raised whenever the same input would give other backtests
 * @param regimes hash of the regime rules
 */
record Evaluation(int version, InferenceGrid inference, Costs costs, String regimes) {
    private static final int VERSION = 2;

    static Evaluation of(GridRequest request) {
        return new Evaluation(
                VERSION,
                request.inferenceOrDefault(),
                request.costsOrDefault(),
                BuiltInRegimes.defaults().hash());
    }

    /** These terms with another inference grid or other costs, under the rules and the code of today. */
    Evaluation again(@Nullable InferenceGrid otherInference, @Nullable Costs otherCosts) {
        return new Evaluation(
                VERSION,
                otherInference == null ? inference : otherInference,
                otherCosts == null ? costs : otherCosts,
                BuiltInRegimes.defaults().hash());
    }

    static Evaluation parse(String json) {
        try {
            return Json.mapper().readValue(json, Evaluation.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    String hash() {
        return Json.sha256(this);
    }
}
