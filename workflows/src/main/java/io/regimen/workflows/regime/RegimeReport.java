package io.regimen.workflows.regime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a regime set makes of a dataset.
 *
 * @param regimes the set and its version
 * @param dataset hash of the bars
 * @param market symbol and timeframe
 * @param lookBack bars before the first one at which all rules are known
 * @param states the regimes in their order, then bars of no regime, if any rule leaves some out
 * @param transitions by state, the share of its bars after which each state follows; an empty row where it has no bars
 * @param overlaps by rule, the share of all known bars on which it and each other rule hold at once, before the first of
 *     them takes the bar
 * @param defaults by state, the share of its bars in each of the four default regimes; empty for those themselves
 * @param changes when the state changed, for a chart
 * @param changesLeftOut changes before the first one listed
 * @param warnings what a person should know before judging runs under the set
 */
public record RegimeReport(
        String regimes,
        String dataset,
        String market,
        int bars,
        Instant first,
        Instant last,
        int lookBack,
        List<State> states,
        List<List<Double>> transitions,
        List<List<Double>> overlaps,
        List<List<Double>> defaults,
        Changes changes,
        int changesLeftOut,
        List<String> warnings) {

    /**
     * One regime on the dataset.
     *
     * @param share of all bars
     * @param episodes uninterrupted stays
     * @param meanDwell bars of an episode
     * @param ruleShare share of all bars on which its rule holds by itself; null for bars of no regime
     * @param meanReturnBps mean log return of the bar after, which is what a position taken in the regime earns; null
     *     without bars
     * @param volatilityBps standard deviation of the same; null below two bars
     */
    public record State(
            String name,
            int bars,
            double share,
            int episodes,
            @Nullable Double meanDwell,
            @Nullable Double medianDwell,
            @Nullable Double ruleShare,
            @Nullable Double meanReturnBps,
            @Nullable Double volatilityBps) {}

    /**
     * Changes of the state.
     *
     * @param seconds start of the bar that changed it, since 1970 UTC
     * @param states number of the state from then on
     */
    public record Changes(List<Long> seconds, List<Integer> states) {}
}
