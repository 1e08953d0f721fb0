package io.regimen.activities.selection;

import io.regimen.activities.metric.RegimeMetrics;
import io.regimen.workflows.leader.LeaderMetric;
import io.regimen.workflows.leader.LeaderPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Policy best_score: per regime the configuration is chosen on validation and competes with its score on test, so that
 * the choice among configurations does not flatter the score.
 */
public final class Selection {
    private Selection() {}

    /**
     * A chosen configuration.
     *
     * @param validationScore primary metric on validation, by which it was chosen
     * @param score primary metric on test, with which it competes
     * @param ties secondary metrics on test, null where undefined
     */
    public record Choice(
            long id, double validationScore, double score, List<@Nullable Double> ties, int trades, int bars) {
        public Choice {
            ties = Collections.unmodifiableList(new ArrayList<>(ties));
        }
    }

    /** The configuration with which a run competes for a regime; empty if none is eligible. */
    public static Optional<Choice> choose(List<Candidate> candidates, LeaderPolicy policy) {
        LeaderMetric primary = policy.primaryMetric();
        return candidates.stream()
                .filter(candidate -> isEligible(candidate.validation(), policy))
                .min(Comparator.comparing(
                                (Candidate candidate) -> scores(candidate.validation(), policy), Selection::compare)
                        .thenComparingInt(Candidate::configIndex))
                .filter(candidate -> isEligible(candidate.test(), policy))
                .map(candidate -> new Choice(
                        candidate.id(),
                        value(Candidate.score(candidate.validation(), primary)),
                        value(Candidate.score(candidate.test(), primary)),
                        ties(candidate.test(), policy),
                        candidate.test().trades(),
                        candidate.test().bars()));
    }

    private static boolean isEligible(RegimeMetrics metrics, LeaderPolicy policy) {
        return metrics.trades() >= policy.minTrades() && Candidate.score(metrics, policy.primaryMetric()) != null;
    }

    private static List<@Nullable Double> scores(RegimeMetrics metrics, LeaderPolicy policy) {
        List<@Nullable Double> out = new ArrayList<>();
        out.add(Candidate.score(metrics, policy.primaryMetric()));
        out.addAll(ties(metrics, policy));
        return out;
    }

    private static List<@Nullable Double> ties(RegimeMetrics metrics, LeaderPolicy policy) {
        List<@Nullable Double> out = new ArrayList<>();
        policy.secondaryMetrics().forEach(metric -> out.add(Candidate.score(metrics, metric)));
        return out;
    }

    /** Orders lists of equal length by their first difference, the greater first, what is undefined last. */
    static int compare(List<@Nullable Double> first, List<@Nullable Double> second) {
        for (int i = 0; i < first.size(); i++) {
            int order = Double.compare(value(second.get(i)), value(first.get(i)));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static double value(@Nullable Double score) {
        return score == null ? Double.NEGATIVE_INFINITY : score;
    }
}
