package io.regimen.activities.selection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run under an evaluation, in the competition for a regime.
 *
 * @param runKey of the run, which with the evaluation decides between equals
 * @param ties secondary metrics, null where undefined; as many for all competitors
 * @param incumbent who led when the run's grid began; null if nobody did
 */
public record Competitor(
        long runId,
        String runKey,
        String evaluationHash,
        double score,
        List<@Nullable Double> ties,
        @Nullable Name incumbent) {

    /** The best first. The order is total: who leads does not depend on who arrives first. */
    public static final Comparator<Competitor> BEST_FIRST = Comparator.comparingDouble(
                    (Competitor competitor) -> -competitor.score())
            .thenComparing(Competitor::ties, Selection::compare)
            .thenComparing(Competitor::runKey)
            .thenComparing(Competitor::evaluationHash);

    public Competitor {
        ties = Collections.unmodifiableList(new ArrayList<>(ties));
    }

    /** Names a competitor of a regime. */
    public record Name(long runId, String evaluationHash) {}

    public Name name() {
        return new Name(runId, evaluationHash);
    }
}
