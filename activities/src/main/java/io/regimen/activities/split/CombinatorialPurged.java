package io.regimen.activities.split;

import java.util.ArrayList;
import java.util.List;

/**
 * Combinatorial purged cross-validation (López de Prado 2018, chapter 12): the rows are cut into N groups in time order,
 * as equal as possible, and there is one fold for each choice of k of them to evaluate on; the others are trained on,
 * purged. Put together, the evaluated groups of all folds give k/N x C(N, k) = C(N-1, k-1) paths that each run through
 * the whole series.
 *
 * <p>Purge and embargo as in {@link Fold}: {@code purge} rows are left out of training before and after every stretch of
 * evaluated rows, and {@code embargo} more after it. Groups next to each other that are evaluated together are one
 * stretch.
 *
 * @param groups N, at least 2
 * @param testGroups k, at least 1 and fewer than N
 * @param purge horizon + 1 + latency
 */
public record CombinatorialPurged(int groups, int testGroups, int purge, int embargo) {
    /** Most folds; more are refused before they are counted out. */
    public static final int MAX_FOLDS = 20_000;

    public CombinatorialPurged {
        if (groups < 2 || testGroups < 1 || testGroups >= groups || purge < 0 || embargo < 0) {
            throw new IllegalArgumentException(testGroups + " of " + groups + " groups, purge " + purge + ", embargo "
                    + embargo + ": use at least 2 groups, fewer to evaluate on than there are, nothing negative");
        }
        if (choose(groups, testGroups) > MAX_FOLDS) {
            throw new IllegalArgumentException(
                    testGroups + " of " + groups + " groups give more than " + MAX_FOLDS + " folds; use fewer groups");
        }
    }

    /** C(N, k). */
    public int foldCount() {
        return (int) choose(groups, testGroups);
    }

    /** C(N-1, k-1). */
    public int pathCount() {
        return (int) choose(groups - 1, testGroups - 1);
    }

    /** Which groups each fold is evaluated on, ascending, folds in lexicographic order. */
    public List<List<Integer>> choices() {
        List<List<Integer>> out = new ArrayList<>();
        choose(0, new ArrayList<>(), out);
        return List.copyOf(out);
    }

    /**
     * For each path, the fold that gives its forecasts of each group: path p takes group g from the p-th of the folds
     * that are evaluated on g. Each group of each fold belongs to exactly one path.
     */
    public List<List<Integer>> paths() {
        List<List<Integer>> choices = choices();
        List<List<Integer>> foldsOf = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            List<Integer> folds = new ArrayList<>();
            for (int fold = 0; fold < choices.size(); fold++) {
                if (choices.get(fold).contains(g)) {
                    folds.add(fold);
                }
            }
            foldsOf.add(folds);
        }
        List<List<Integer>> out = new ArrayList<>();
        for (int p = 0; p < pathCount(); p++) {
            int path = p;
            out.add(foldsOf.stream().map(folds -> folds.get(path)).toList());
        }
        return List.copyOf(out);
    }

    /** The rows of each group, in time order. */
    public List<RowRange> groupRows(int from, int to) {
        if (from < 0 || to - from < groups) {
            throw new IllegalArgumentException("rows [" + from + ", " + to + ") are fewer than " + groups + " groups");
        }
        List<RowRange> out = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            out.add(new RowRange(edge(from, to, g), edge(from, to, g + 1)));
        }
        return List.copyOf(out);
    }

    /**
     * The folds of rows [from, to), in the order of {@link #choices}.
     *
     * @throws IllegalArgumentException if purge and embargo leave a fold nothing to train on
     */
    public List<Fold> split(int from, int to) {
        List<RowRange> rows = groupRows(from, to);
        return choices().stream().map(choice -> fold(rows, choice)).toList();
    }

    private Fold fold(List<RowRange> rows, List<Integer> choice) {
        List<RowRange> test = new ArrayList<>();
        List<RowRange> train = new ArrayList<>();
        int g = 0;
        while (g < groups) {
            boolean evaluated = choice.contains(g);
            int end = g;
            while (end < groups && choice.contains(end) == evaluated) {
                end++;
            }
            int first = rows.get(g).from();
            int last = rows.get(end - 1).to();
            if (evaluated) {
                test.add(new RowRange(first, last));
            } else {
                long purgedFirst = (long) first + (g > 0 ? (long) purge + embargo : 0);
                long purgedLast = (long) last - (end < groups ? purge : 0);
                if (purgedFirst < purgedLast) {
                    train.add(new RowRange((int) purgedFirst, (int) purgedLast));
                }
            }
            g = end;
        }
        if (train.isEmpty()) {
            throw new IllegalArgumentException(
                    "evaluated on groups " + choice + " of " + groups + ", a purge of " + purge + " and an embargo of "
                            + embargo + " leave nothing to train on; use fewer groups or more rows");
        }
        return new Fold(train, test, purge, embargo);
    }

    private void choose(int next, List<Integer> chosen, List<List<Integer>> out) {
        if (chosen.size() == testGroups) {
            out.add(List.copyOf(chosen));
            return;
        }
        for (int g = next; g < groups; g++) {
            chosen.add(g);
            choose(g + 1, chosen, out);
            chosen.removeLast();
        }
    }

    private int edge(int from, int to, int group) {
        return (int) (from + (long) (to - from) * group / groups);
    }

    /** C(n, k), or more than {@link #MAX_FOLDS} where it is more. */
    private static long choose(int n, int k) {
        long out = 1;
        for (int i = 1; i <= Math.min(k, n - k); i++) {
            out = out * (n - Math.min(k, n - k) + i) / i;
            if (out > MAX_FOLDS) {
                return out;
            }
        }
        return out;
    }
}
