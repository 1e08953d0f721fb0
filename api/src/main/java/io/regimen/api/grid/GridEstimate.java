package io.regimen.api.grid;

import io.regimen.workflows.InferenceSize;
import java.util.List;

/**
 * What a grid would cost.
 *
 * @param cells configurations, each counted once
 * @param alreadyTrained those that have a completed run with the request's seed on the dataset the grid would use
 * @param inferenceBacktests backtests that would be made
 * @param inference configurations per model
 * @param seconds work of the cells left, one after the other; cells that run at the same time divide it
 * @param fileBytes model files that would be written, as far as there is history; most go again when they are judged
 * @param basis what the seconds rest on
 */
record GridEstimate(
        long cells,
        long alreadyTrained,
        long inferenceBacktests,
        List<InferenceSize> inference,
        double seconds,
        long fileBytes,
        String basis) {}
