package io.regimen.workflows.leader;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.regimen.workflows.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Policy best_score: who leads the regimes of a market, and whose files stay.
 *
 * @param primaryMetric the configuration of a run is chosen by it on validation, and competes with it on test
 * @param secondaryMetrics decide between equals, one after the other
 * @param minTrades fewer trades inside the regime, on validation or on test, cannot compete
 * @param minImprovementPercent of the amount of the incumbent's score by which a challenger must exceed it; the
 *     incumbent is who led when the challenger's grid began
 * @param minImprovement by which it must exceed it at least: what counts where the incumbent's score is tiny
 * @param keepTopNPerRegime the leader and the n - 1 best others of a market and regime keep their files
 */
public record LeaderPolicy(
        LeaderMetric primaryMetric,
        List<LeaderMetric> secondaryMetrics,
        int minTrades,
        double minImprovementPercent,
        double minImprovement,

        @JsonProperty("keep_top_n_per_regime") int keepTopNPerRegime) {
    static final int MAX_KEPT = 100;
    private static final int MAX_TRADES = 1_000_000;
    private static final double MAX_PERCENT = 1000;
    private static final double MAX_IMPROVEMENT = 1e6;

    public LeaderPolicy {
        secondaryMetrics = List.copyOf(secondaryMetrics);
    }

    /** Sharpe ratio, 30 trades, any improvement counts, only the leader's file is kept. */
    public static LeaderPolicy defaults() {
        return new LeaderPolicy(LeaderMetric.SHARPE, List.of(), 30, 0, 0, 1);
    }

    /**
     * Whether a score is enough of an improvement over an incumbent's: by the percentage of its amount, so that a loss
     * must shrink as a gain must grow, and by the least improvement where that is more.
     */
    public boolean improves(double score, double incumbentScore) {
        return score >= required(incumbentScore);
    }

    /** The score that a challenger of an incumbent needs; minus infinity where any improvement counts. */
    public double required(double incumbentScore) {
        double more = Math.max(minImprovementPercent / 100 * Math.abs(incumbentScore), minImprovement);
        return more == 0 ? Double.NEGATIVE_INFINITY : incumbentScore + more;
    }

    /** Whether an improvement can be too little. */
    public boolean asksForImprovement() {
        return minImprovementPercent > 0 || minImprovement > 0;
    }

    /** Whether the same runs compete with the same scores under another policy. */
    public boolean choosesAs(LeaderPolicy other) {
        return primaryMetric == other.primaryMetric
                && secondaryMetrics.equals(other.secondaryMetrics)
                && minTrades == other.minTrades;
    }

    /** All that is wrong with it; empty if it can be followed. */
    public List<Problem> problems() {
        List<Problem> out = new ArrayList<>();
        check(out, "min_trades", minTrades, 1, MAX_TRADES);
        check(out, "min_improvement_percent", minImprovementPercent, 0, MAX_PERCENT);
        check(out, "min_improvement", minImprovement, 0, MAX_IMPROVEMENT);
        check(out, "keep_top_n_per_regime", keepTopNPerRegime, 1, MAX_KEPT);
        HashSet<LeaderMetric> seen = new HashSet<>(List.of(primaryMetric));
        for (int i = 0; i < secondaryMetrics.size(); i++) {
            if (!seen.add(secondaryMetrics.get(i))) {
                out.add(new Problem(
                        "secondary_metrics[" + i + "]",
                        secondaryMetrics.get(i) + " is named twice",
                        "Name each metric once; there are " + LeaderMetric.all()));
            }
        }
        return List.copyOf(out);
    }

    private static void check(List<Problem> out, String field, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            out.add(new Problem(
                    field, number(value) + " is out of bounds", "Use " + number(least) + " to " + number(most)));
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
