package io.regimen.api.grid;

import io.regimen.workflows.InferenceSize;
import java.util.List;

/**
 * What a rejudgement would cost.
 *
 * @param runs runs that the request asks for
 * @param alreadyJudged those judged under the same inference grid and costs before: they are left out, unless the regime
 *     rules or this program changed what a backtest gives since
 * @param refused those with nothing to judge: not completed, or neither a model file nor position streams that would do
 * @param toJudge the others
 * @param fromFiles those of them whose model file is read
 * @param fromStreams those whose position streams are, because the model file is gone
 * @param backtests inference backtests that would be made
 * @param inference configurations per model, one entry for models that agree in it
 * @param seconds work of the runs to judge, one after the other; runs that are judged at the same time divide it
 * @param basis what the seconds rest on
 */
record RejudgementEstimate(
        long runs,
        long alreadyJudged,
        long refused,
        long toJudge,
        long fromFiles,
        long fromStreams,
        long backtests,
        List<InferenceSize> inference,
        double seconds,
        String basis) {}
