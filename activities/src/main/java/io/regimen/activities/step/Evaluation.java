package io.regimen.activities.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.regimen.workflows.Costs;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.Json;
import io.regimen.workflows.regime.RegimeVersion;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Under what a run is judged. Runs with different evaluations are told apart by its hash.
 *
 * @param version raised whenever the same input would give other backtests
 * @param regimes hash of the regime set
 * @param regimeSet its name and version, for people; null for the four defaults
 */
record Evaluation(
        int version,
        InferenceGrid inference,
        Costs costs,
        String regimes,
        @Nullable String regimeSet) {
    private static final int VERSION = 2;

    static Evaluation of(GridRequest request, RegimeVersion regimes) {
        return new Evaluation(
                VERSION, request.inferenceOrDefault(), request.costsOrDefault(), regimes.hash(), named(regimes));
    }

    /** These terms with another inference grid, other costs or other regimes, under the code of today. */
    Evaluation again(
            @Nullable InferenceGrid otherInference, @Nullable Costs otherCosts, @Nullable RegimeVersion otherRegimes) {
        return new Evaluation(
                VERSION,
                otherInference == null ? inference : otherInference,
                otherCosts == null ? costs : otherCosts,
                otherRegimes == null ? regimes : otherRegimes.hash(),
                otherRegimes == null ? regimeSet : named(otherRegimes));
    }

    private static @Nullable String named(RegimeVersion regimes) {
        return regimes.isDefault() ? null : regimes.reference().toString();
    }

    /** Whether a model takes the same positions under both: regimes have no part in them. */
    boolean hasStreamsOf(Evaluation other) {
        return version == other.version && inference.equals(other.inference) && costs.equals(other.costs);
    }

    /** Whether the same input would give the same backtests today. */
    boolean isOfToday() {
        return version == VERSION;
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
