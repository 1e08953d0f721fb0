package io.regimen.activities.integrity;

import io.regimen.activities.integrity.ComparisonReport.Offset;
import io.regimen.activities.integrity.ComparisonReport.Period;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the offset between the clocks of two series of closes, over all time and by week, from the returns of the series
 * with longer bars and those of the other over the same time.
 *
 * <p>The offsets of the weeks are the sequence with the greatest sum of agreement (the products of the standardised returns)
 * less a price for every change (Viterbi 1967): a week of noise does not look like a change of the clock.
 */
final class OffsetSearch {
    /** Fewest pairs of returns that say anything. */
    static final int LEAST_RETURNS = 30;

    private static final int STEP = 1800;
    private static final int FURTHEST = 14 * 3600;
    private static final int CANDIDATES = 2 * FURTHEST / STEP + 1;
    private static final int HOUR = 3600;
    private static final int WEEK = 7 * 24 * HOUR;
    /** A weekend with a holiday. */
    private static final int LONGEST_CLOSE = 3 * 24 * HOUR;
    /** Saturday 1970-01-03. */
    private static final int SATURDAY = 2 * 24 * HOUR;
    /** Pairs of returns that must speak for a change: a week of 4h bars does, a few hours of noise do not. */
    private static final double PRICE_OF_CHANGE = 20;
    /** A candidate with fewer returns than this share of the most is no candidate. */
    private static final double LEAST_SHARE = 0.2;

    private static final double TO_SIGMA = 1.4826;
    private static final double CLIP = 3;
    private static final double CLEAR_SCORE = 0.5;

    private final ClosePrices longer;
    private final ClosePrices shorter;
    private final boolean firstIsLonger;
    private final double sigma;
    private final int[] weekOf;
    private final Agreement[] total = new Agreement[CANDIDATES];
    private final @Nullable Agreement[][] byWeek;

    OffsetSearch(ClosePrices longer, ClosePrices shorter, boolean firstIsLonger) {
        this.longer = longer;
        this.shorter = shorter;
        this.firstIsLonger = firstIsLonger;
        sigma = TO_SIGMA * medianReturn();
        weekOf = new int[longer.size()];
        for (int i = 0; i < weekOf.length; i++) {
            weekOf[i] = week(longer.start(i)) - week(longer.start(0));
        }
        byWeek = new Agreement[weekOf.length == 0 ? 0 : weekOf[weekOf.length - 1] + 1][CANDIDATES];
        for (int c = 0; c < CANDIDATES; c++) {
            total[c] = measure(c);
        }
    }

    ClosePrices longer() {
        return longer;
    }

    ClosePrices shorter() {
        return shorter;
    }

    boolean firstIsLonger() {
        return firstIsLonger;
    }

    /** What to add to times of the longer bars to have those of the shorter, given the offset of the second dataset. */
    int shift(int offsetSeconds) {
        return firstIsLonger ? -offsetSeconds : offsetSeconds;
    }

    /** Empty if the two share too little time. */
    Optional<Offset> overall() {
        int most = 0;
        for (Agreement agreement : total) {
            most = Math.max(most, agreement.pairs);
        }
        int best = -1;
        int next = -1;
        for (int c = 0; c < CANDIDATES; c++) {
            if (total[c].pairs < Math.max(LEAST_RETURNS, LEAST_SHARE * most)) {
                continue;
            }
            if (best < 0 || total[c].score() > total[best].score()) {
                next = best;
                best = c;
            } else if (next < 0 || total[c].score() > total[next].score()) {
                next = c;
            }
        }
        if (best < 0) {
            return Optional.empty();
        }
        double score = total[best].score();
        boolean clear = score >= CLEAR_SCORE && (next < 0 || 1 - total[next].score() >= 2 * (1 - score));
        return Optional.of(new Offset(
                seconds(best),
                score,
                next < 0 ? null : seconds(next),
                next < 0 ? null : total[next].score(),
                total[best].pairs,
                clear));
    }

    /** Longer bars, from inclusive to exclusive, over which one offset holds. */
    record Span(int from, int to, int offsetSeconds) {}

    /** Spans in order of time, which hold all longer bars between them. */
    List<Span> spans() {
        int[] path = path();
        List<Span> out = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= longer.size(); i++) {
            if (i == longer.size() || path[weekOf[i]] != path[weekOf[from]]) {
                out.add(new Span(from, i, seconds(path[weekOf[from]])));
                from = i;
            }
        }
        return out;
    }

    /** From the first close that both have to the last; the whole span where there is none. */
    Period period(Span span) {
        int candidate = (span.offsetSeconds() + FURTHEST) / STEP;
        Agreement sum = new Agreement();
        for (int week = weekOf[span.from()]; week <= weekOf[span.to() - 1]; week++) {
            sum.add(byWeek[week][candidate]);
        }
        int shift = shift(span.offsetSeconds());
        int first = span.from();
        int last = span.to() - 1;
        while (first < last && shorter.endingAt(longer.end(first) + shift) < 0) {
            first++;
        }
        while (last > first && shorter.endingAt(longer.end(last) + shift) < 0) {
            last--;
        }
        long toFirstsClock = firstIsLonger ? 0 : span.offsetSeconds();
        return new Period(
                Instant.ofEpochSecond(longer.end(first) + toFirstsClock),
                Instant.ofEpochSecond(longer.end(last) + toFirstsClock),
                span.offsetSeconds(),
                sum.pairs == 0 ? null : sum.score(),
                sum.pairs);
    }

    /** The candidate of every week. */
    private int[] path() {
        int weeks = byWeek.length;
        int[][] cameFrom = new int[weeks][CANDIDATES];
        double[] value = new double[CANDIDATES];
        for (int week = 0; week < weeks; week++) {
            int best = indexOfLargest(value);
            double change = value[best] - PRICE_OF_CHANGE;
            for (int c = 0; c < CANDIDATES; c++) {
                boolean stays = value[c] >= change;
                cameFrom[week][c] = stays ? c : best;
                value[c] = (stays ? value[c] : change) + agreement(week, c);
            }
        }
        int[] path = new int[weeks];
        int at = indexOfLargest(value);
        for (int week = weeks - 1; week >= 0; week--) {
            path[week] = at;
            at = cameFrom[week][at];
        }
        return path;
    }

    private double agreement(int week, int candidate) {
        Agreement agreement = byWeek[week][candidate];
        return agreement == null ? 0 : agreement.xy;
    }

    /** The first of equal ones. */
    private static int indexOfLargest(double[] values) {
        int best = 0;
        for (int c = 1; c < values.length; c++) {
            best = values[c] > values[best] ? c : best;
        }
        return best;
    }

    private Agreement measure(int candidate) {
        Agreement all = new Agreement();
        int shift = shift(seconds(candidate));
        int k = 0;
        int before = -1;
        for (int i = 0; i < longer.size(); i++) {
            long end = longer.end(i) + shift;
            while (k < shorter.size() && shorter.end(k) < end) {
                k++;
            }
            int match = lastKnown(k, end);
            if (match >= 0 && before >= 0 && adjacent(i)) {
                double x = standardised(longer.log(i) - longer.log(i - 1));
                double y = standardised(shorter.log(match) - shorter.log(before));
                all.add(x, y);
                ofWeek(weekOf[i], candidate).add(x, y);
            }
            before = match;
        }
        return all;
    }

    /**
     * The close that is the price at a time, given the first close k at or after it: that, or the one before if no bar
     * reaches over the time, as over a weekend. Without the latter, an offset that avoids the weekends would have more to
     * show than the true one. Negative where there is none.
     */
    private int lastKnown(int k, long end) {
        if (k == shorter.size()) {
            return -1;
        }
        if (shorter.end(k) == end) {
            return k;
        }
        boolean closed = k > 0 && shorter.start(k) >= end && end - shorter.end(k - 1) <= LONGEST_CLOSE;
        return closed ? k - 1 : -1;
    }

    private Agreement ofWeek(int week, int candidate) {
        Agreement known = byWeek[week][candidate];
        if (known == null) {
            known = new Agreement();
            byWeek[week][candidate] = known;
        }
        return known;
    }

    /** Whether bar i follows the one before at once, give or take a change of the clock. */
    private boolean adjacent(int i) {
        return i > 0 && longer.end(i) - longer.end(i - 1) <= longer.timeframeSeconds() + HOUR;
    }

    private double standardised(double logReturn) {
        return sigma > 0 ? Math.clamp(logReturn / sigma, -CLIP, CLIP) : 0;
    }

    private double medianReturn() {
        double[] sizes = new double[Math.max(0, longer.size() - 1)];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(longer.log(i + 1) - longer.log(i));
        }
        return Median.ofPositive(sizes);
    }

    private static int seconds(int candidate) {
        return candidate * STEP - FURTHEST;
    }

    private static int week(long second) {
        return (int) Math.floorDiv(second - SATURDAY, WEEK);
    }

    /** Sums over pairs of returns. */
    private static final class Agreement {
        private int pairs;
        private double xy;
        private double xx;
        private double yy;

        void add(double x, double y) {
            pairs++;
            xy += x * y;
            xx += x * x;
            yy += y * y;
        }

        void add(@Nullable Agreement other) {
            if (other != null) {
                pairs += other.pairs;
                xy += other.xy;
                xx += other.xx;
                yy += other.yy;
            }
        }

        /** Correlation about 0, the mean of returns; 0 where nothing moves. */
        double score() {
            double scale = Math.sqrt(xx * yy);
            return scale > 0 ? xy / scale : 0;
        }
    }
}
