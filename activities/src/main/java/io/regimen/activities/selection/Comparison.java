package io.regimen.activities.selection;

import io.regimen.activities.selection.statistic.PairedDifference;
import io.regimen.activities.selection.statistic.SharpeDifference;
import org.jspecify.annotations.Nullable;

/**
 * A candidate beside the leader that the regime had when the candidate's grid began, on the bars that both were judged on.
 *
 * @param runId of that leader
 * @param bars in the regime that both have
 * @param paired of their P&amp;L, the candidate's first; null where nothing can be told
 * @param adjusted p-value of {@code paired}, one-sided, after Holm over the regimes that the run competes for; null where
 *     {@code paired} is
 * @param robustSharpe difference of their Sharpe ratios by Ledoit and Wolf
 * @param memmelSharpe the same by Jobson, Korkie and Memmel
 */
public record Comparison(
        long runId,
        int bars,
        @Nullable PairedDifference paired,
        @Nullable Double adjusted,
        @Nullable SharpeDifference robustSharpe,
        @Nullable SharpeDifference memmelSharpe) {

    Comparison adjusted(@Nullable Double p) {
        return new Comparison(runId, bars, paired, p, robustSharpe, memmelSharpe);
    }
}
