package io.regimen.workflows;

import java.util.ArrayList;
import java.util.List;

/** The checks of an inference grid, each naming the field and the mend. */
final class InferenceCheck {
    private static final int MIN_LOOKBACK = 20;
    private static final int MAX_LOOKBACK = 500;

    private final InferenceGrid grid;
    private final List<Problem> found = new ArrayList<>();

    InferenceCheck(InferenceGrid grid) {
        this.grid = grid;
    }

    List<Problem> run() {
        grid.unknown()
                .keySet()
                .forEach(field -> add(
                        field,
                        "unknown field",
                        "Remove it or correct its spelling; `deploy/regimen grid example` prints all fields"));
        given("prediction_methods", grid.predictionMethods());
        given("ensemble_methods", grid.ensembleMethods());
        given("confidence_thresholds", grid.confidenceThresholds());
        given("lookback_windows", grid.lookbackWindows());
        for (double threshold : grid.confidenceThresholds()) {
            // the negative zero would be a second zero
            if (!(Double.compare(threshold, 0) >= 0 && threshold < 1)) {
                add(
                        "confidence_thresholds",
                        threshold + " is not a share",
                        "Use values from 0 (every signal) to below 1 (0.9 is the most confident tenth)");
            }
        }
        for (int lookback : grid.lookbackWindows()) {
            if (lookback < MIN_LOOKBACK || lookback > MAX_LOOKBACK) {
                add(
                        "lookback_windows",
                        lookback + " bars is out of bounds",
                        "Use " + MIN_LOOKBACK + " to " + MAX_LOOKBACK + " bars");
            }
        }
        long size = (long) grid.predictionMethods().size()
                * grid.ensembleMethods().size()
                * grid.confidenceThresholds().size()
                * grid.lookbackWindows().size();
        if (size > InferenceGrid.MAX_CONFIGURATIONS) {
            found.add(new Problem(
                    "inference",
                    size + " inference configurations per model",
                    "At most " + InferenceGrid.MAX_CONFIGURATIONS + " are allowed: shorten a list"));
        }
        return List.copyOf(found);
    }

    private void given(String field, List<?> values) {
        if (values.isEmpty()) {
            add(field, "no value", "Give at least one value, or leave the field out for the default");
        }
    }

    private void add(String field, String message, String hint) {
        found.add(new Problem("inference." + field, message, hint));
    }
}
