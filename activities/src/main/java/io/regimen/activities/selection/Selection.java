package io.regimen.activities.selection;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Policy best_score. Per regime the configuration is chosen on validation and competes with its score on test, so that
 * the choice among configurations does not flatter the score. The order of competitors is total: the result does not
 * depend on who arrives first.
 */
public final class Selection {
    /** Fewer trades than this inside a regime, on validation or on test, cannot compete. */
    public static final int MIN_TRADES = 30;

    private Selection() {}

    /**
     * A chosen configuration.
     *
     * @param validationScore Sharpe ratio on validation, by which it was chosen
     * @param score Sharpe ratio on test, with which it competes
     */
    public record Choice(long id, double validationScore, double score, int trades, int bars) {}

    /** The configuration with which a run competes for a regime; empty if none is eligible. */
    public static Optional<Choice> choose(List<Candidate> candidates) {
        return candidates.stream()
                .filter(c -> c.validationSharpe() != null && c.validationTrades() >= MIN_TRADES)
                .min(Comparator.comparingDouble((Candidate c) -> -score(c.validationSharpe()))
                        .thenComparingInt(Candidate::configIndex))
                .filter(c -> c.testSharpe() != null && c.testTrades() >= MIN_TRADES)
                .map(c -> new Choice(
                        c.id(), score(c.validationSharpe()), score(c.testSharpe()), c.testTrades(), c.testBars()));
    }

    /** Whether a challenger takes the lead: by score, then by the smaller run key. */
    public static boolean beats(double score, String runKey, double leaderScore, String leaderRunKey) {
        int byScore = Double.compare(score, leaderScore);
        return byScore > 0 || (byScore == 0 && runKey.compareTo(leaderRunKey) < 0);
    }

    private static double score(@org.jspecify.annotations.Nullable Double sharpe) {
        return sharpe == null ? Double.NEGATIVE_INFINITY : sharpe;
    }
}
