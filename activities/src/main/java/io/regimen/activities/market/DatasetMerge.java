package io.regimen.activities.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one dataset out of two of the same market. The parents stay as they are; the result has its own hash, which is that
 * of a parent if it holds the same bars.
 */
public final class DatasetMerge {
    /** Most differing bars that are listed. */
    static final int MAX_LISTED = 50;

    private static final int HOUR = 3600;

    private final Dataset first;
    private final Dataset second;
    private final boolean appending;
    private final DatasetBuilder out;
    private final List<MergeReport.Difference> differences = new ArrayList<>();
    private int fromFirst;
    private int fromSecond;
    private int agreeing;
    private int differing;
    private int leftOut;

    private DatasetMerge(Dataset first, Dataset second, boolean appending) {
        this.first = first;
        this.second = second;
        this.appending = appending;
        this.out = new DatasetBuilder(first);
    }

    /**
     * Adds the bars of a newer dataset that come after the end of an older one. Bars before that end are compared: where
     * both have one the older stays, and those that differ are counted and listed; those that the older lacks are left out
     * and counted. Appending the same bars again gives the older dataset's hash.
     *
     * @throws DatasetMismatchException if the two cannot be one dataset
     */
    public static Merged append(Dataset older, Dataset newer) {
        return new DatasetMerge(older, newer, true).run();
    }

    /**
     * All bars of both; where both have one the first's is taken, unless it was filled in by a {@link GapRepair} and the
     * second's was not. Those that differ are counted and listed.
     *
     * @throws DatasetMismatchException if the two cannot be one dataset
     */
    public static Merged merge(Dataset first, Dataset second) {
        return new DatasetMerge(first, second, false).run();
    }

    private Merged run() {
        requireSameKind();
        int i = 0;
        int k = 0;
        while (i < first.size() || k < second.size()) {
            if (k == second.size() || (i < first.size() && first.time(i) < second.time(k))) {
                takeFirst(i++);
            } else if (i == first.size() || second.time(k) < first.time(i)) {
                if (appending && i < first.size()) {
                    leftOut++;
                    k++;
                } else {
                    takeSecond(k++);
                }
            } else {
                takeOne(i++, k++);
            }
        }
        Dataset merged = requireGrid(out.build());
        return new Merged(
                merged,
                new MergeReport(
                        first.hash(),
                        second.hash(),
                        merged.hash(),
                        merged.size(),
                        fromFirst,
                        fromSecond,
                        agreeing,
                        differing,
                        leftOut,
                        List.copyOf(differences)));
    }

    private void takeFirst(int i) {
        out.add(first, i);
        fromFirst++;
    }

    private void takeSecond(int k) {
        out.add(second, k);
        fromSecond++;
    }

    /** Both have the bar. A filled-in one is no bar of its own, and cannot differ. */
    private void takeOne(int i, int k) {
        if (first.repaired(i) && !second.repaired(k)) {
            takeSecond(k);
            return;
        }
        takeFirst(i);
        if (second.repaired(k)) {
            return;
        }
        if (out.sameLast(second, k)) {
            agreeing++;
            return;
        }
        differing++;
        if (differences.size() < MAX_LISTED) {
            differences.add(new MergeReport.Difference(
                    Instant.ofEpochSecond(first.time(i)), first.price(3, i), second.price(3, k)));
        }
    }

    private void requireSameKind() {
        require(first.symbol().equals(second.symbol()), "symbol", first.symbol(), second.symbol());
        require(
                first.timeframe() == second.timeframe(),
                "timeframe",
                first.timeframe().toString(),
                second.timeframe().toString());
        require(first.quoted() == second.quoted(), "bid and ask", has(first.quoted()), has(second.quoted()));
        DatasetExtras one = first.extras();
        DatasetExtras other = second.extras();
        boolean turnover = one.quoteVolume != null;
        require(turnover == (other.quoteVolume != null), "quote volume", has(turnover), has(!turnover));
        boolean trades = one.trades != null;
        require(trades == (other.trades != null), "number of trades", has(trades), has(!trades));
        boolean simulated = one.trueRegime != null;
        require(simulated == (other.trueRegime != null), "simulated regimes", has(simulated), has(!simulated));
    }

    private static String has(boolean it) {
        return it ? "present" : "absent";
    }

    private void require(boolean same, String what, String ofFirst, String ofSecond) {
        if (!same) {
            throw mismatch("have a different " + what + " (" + ofFirst + ", " + ofSecond + ")", "bring both in alike");
        }
    }

    /** A change of the clock may bring a bar longer than an hour an hour closer to the one before, not more. */
    private Dataset requireGrid(Dataset merged) {
        int step = merged.timeframe().seconds();
        int least = step > HOUR ? step - HOUR : step;
        for (int i = 1; i < merged.size(); i++) {
            if (merged.time(i) - merged.time(i - 1) < least) {
                throw mismatch(
                        "do not lie on one grid: bars start at " + Instant.ofEpochSecond(merged.time(i - 1)) + " and "
                                + Instant.ofEpochSecond(merged.time(i)),
                        "compare their clocks first");
            }
        }
        return merged;
    }

    private DatasetMismatchException mismatch(String what, String mend) {
        return new DatasetMismatchException(
                "datasets " + first.hash() + " and " + second.hash() + " " + what + "; " + mend);
    }
}
