package io.regimen.activities.integrity;

import io.regimen.activities.integrity.ComparisonReport.Period;
import io.regimen.activities.market.Dataset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A second dataset that is asked whether it shows the same move. */
final class Witness {
    /** How far its move may be from the one in question, as a share of that. */
    private static final double TOLERANCE = 0.25;

    private final ClosePrices closes;
    private final List<Period> periods;

    Witness(Dataset dataset, List<Period> periods) {
        this.closes = new ClosePrices(dataset);
        this.periods = periods;
    }

    /** Whether it moves alike from the close of one bar to that of another, given by start; null if it lacks either. */
    @Nullable
    Boolean confirms(long before, long start, double logReturn) {
        int offset = offsetAt(start);
        int from = closes.startingAt(before - offset);
        int to = closes.startingAt(start - offset);
        if (from < 0 || to < 0) {
            return null;
        }
        double own = closes.log(to) - closes.log(from);
        return Math.abs(own - logReturn) <= TOLERANCE * Math.abs(logReturn);
    }

    /** That of the first period that ends after a time, else of the last. */
    private int offsetAt(long second) {
        for (Period period : periods) {
            if (period.to().getEpochSecond() > second) {
                return period.offsetSeconds();
            }
        }
        return periods.getLast().offsetSeconds();
    }
}
