package io.regimen.workercpu.model;

import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.Vector;

/** Which rows can be learnt from: all features known, and the outcomes of all heads. The same rows for every head. */
final class TrainingRows {
    private TrainingRows() {}

    /** Usable rows of [from, to), ascending. */
    static int[] of(TrainingSet data, int from, int to) {
        int[] rows = new int[to - from];
        int count = 0;
        for (int row = from; row < to; row++) {
            if (data.features().isFinite(row) && outcomesKnown(data, row)) {
                rows[count++] = row;
            }
        }
        return java.util.Arrays.copyOf(rows, count);
    }

    /**
     * Usable rows of a member.
     *
     * @throws IllegalArgumentException if there are fewer than two
     */
    static int[] ofMember(TrainingSet data, int member) {
        TrainingSet.MemberWindow window = data.windows().get(member);
        int[] rows = of(data, window.from(), window.to());
        requireSome(rows.length, member);
        return rows;
    }

    static void requireSome(int rows, int member) {
        if (rows < 2) {
            throw new IllegalArgumentException(
                    "member " + member + " has " + rows + " rows with known features and outcomes; at least 2 needed");
        }
    }

    private static boolean outcomesKnown(TrainingSet data, int row) {
        for (Vector outcome : data.outcomes()) {
            if (!Double.isFinite(outcome.get(row))) {
                return false;
            }
        }
        return true;
    }
}
