package io.regimen.activities.split;

import io.regimen.activities.label.Labels;
import io.regimen.activities.model.TrainingSet.MemberWindow;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows by time: 60 % training, 20 % validation, 20 % test, with purged rows before validation and before test. All
 * ranges are [from, to).
 *
 * @param purge rows whose outcome would reach into the next part: horizon + 1 + latency
 */
public record TemporalSplit(
        int trainFrom, int trainTo, int validationFrom, int validationTo, int testFrom, int testTo, int purge) {

    /** Fewest rows to train on, after the purge. */
    public static final int MIN_TRAIN = 200;

    /** Fewest rows of validation and of test, after the purge; the smallest member then has at least as many. */
    public static final int MIN_EVALUATED = 100;

    /** Share of the training part, in tenths, where the last member's view ends. */
    private static final int LAST_MEMBER_TENTHS = 9;

    public TemporalSplit {
        if (purge < 2
                || trainFrom < 0
                || trainFrom >= trainTo
                || trainTo + purge > validationFrom
                || validationFrom >= validationTo
                || validationTo + purge > testFrom
                || testFrom >= testTo) {
            throw new IllegalArgumentException("parts overlap or are empty: train [" + trainFrom + ", " + trainTo
                    + "), validation [" + validationFrom + ", " + validationTo + "), test [" + testFrom + ", " + testTo
                    + "), purge " + purge);
        }
    }

    /**
     * Splits rows [firstUsable, rows).
     *
     * @throws TooFewBarsException if a part would be smaller than its minimum
     */
    public static TemporalSplit of(int firstUsable, int rows, int horizon, int latency) {
        int purge = Labels.purge(horizon, latency);
        int available = Math.max(0, rows - firstUsable);
        if (!suffices(available, purge)) {
            throw new TooFewBarsException(needed(purge), available, purge);
        }
        int validationFrom = firstUsable + tenths(available, 6);
        int testFrom = firstUsable + tenths(available, 8);
        return new TemporalSplit(
                firstUsable, validationFrom - purge, validationFrom, testFrom - purge, testFrom, rows, purge);
    }

    /**
     * Expanding windows of the training part for three members: what they see, outcomes included, ends at 70 %, 80 % and
     * 90 % of it. The rows end a purge earlier, so that the tenth from {@link #outOfFoldFrom} on is new to each.
     */
    public List<MemberWindow> members() {
        return members(3);
    }

    /** The same for one member (90 %), two (80 % and 90 %) or three. */
    public List<MemberWindow> members(int count) {
        if (count < 1 || count > 3) {
            throw new IllegalArgumentException(count + " members: use 1 to 3");
        }
        return IntStream.range(0, count)
                .mapToObj(m -> new MemberWindow(trainFrom, memberCut(LAST_MEMBER_TENTHS - count + 1 + m) - purge))
                .toList();
    }

    /** First training row that no member has seen, neither as a row nor in an outcome; up to {@link #trainTo}. */
    public int outOfFoldFrom() {
        return memberCut(LAST_MEMBER_TENTHS);
    }

    private int memberCut(int tenths) {
        return trainFrom + tenths(trainTo - trainFrom, tenths);
    }

    private static int needed(int purge) {
        int rows = MIN_TRAIN;
        while (!suffices(rows, purge)) {
            rows++;
        }
        return rows;
    }

    private static boolean suffices(int rows, int purge) {
        int train = tenths(rows, 6) - purge;
        int validation = tenths(rows, 8) - tenths(rows, 6) - purge;
        int test = rows - tenths(rows, 8);
        return train >= MIN_TRAIN && validation >= MIN_EVALUATED && test >= MIN_EVALUATED;
    }

    private static int tenths(int rows, int tenths) {
        return (int) ((long) rows * tenths / 10);
    }
}
