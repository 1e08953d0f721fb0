package io.regimen.activities.split;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Walk-forward folds: each is trained on what lies before the rows it is evaluated on. What follows the first training
 * window is cut into {@code folds} blocks as equal as possible, and every row of it is evaluated once.
 *
 * @param window what a later fold trains on
 * @param trainRows rows of the first training window, and of all where it rolls
 * @param purge horizon + 1 + latency
 * @param embargo further rows left out between training and evaluation. Training never follows evaluation here, so the
 *     purge alone keeps outcomes apart; a wider gap is for features that change slowly
 */
public record WalkForward(Window window, int folds, int trainRows, int purge, int embargo) {
    /** What is trained on as time goes on. */
    public enum Window {
        /** Everything so far. */
        EXPANDING,
        /** The last rows, always as many. */
        ROLLING
    }

    public WalkForward {
        if (folds < 1 || trainRows < 1 || purge < 0 || embargo < 0) {
            throw new IllegalArgumentException("walk-forward of " + folds + " folds, " + trainRows
                    + " training rows, purge " + purge + ", embargo " + embargo);
        }
    }

    /**
     * The folds of rows [from, to), in time order.
     *
     * @throws IllegalArgumentException if a fold would have nothing to evaluate
     */
    public List<Fold> split(int from, int to) {
        long first = (long) from + trainRows + purge + embargo;
        long evaluated = to - first;
        if (from < 0 || evaluated < folds) {
            throw new IllegalArgumentException("rows [" + from + ", " + to + ") leave " + Math.max(0, evaluated)
                    + " rows to evaluate in " + folds + " folds, after " + trainRows + " training rows, purge " + purge
                    + " and embargo " + embargo + "; use fewer folds or training rows, or a longer series");
        }
        return IntStream.range(0, folds)
                .mapToObj(k ->
                        fold(from, (int) (first + evaluated * k / folds), (int) (first + evaluated * (k + 1) / folds)))
                .toList();
    }

    private Fold fold(int from, int testFrom, int testTo) {
        int trainTo = testFrom - purge - embargo;
        int trainFrom = switch (window) {
            case EXPANDING -> from;
            case ROLLING -> trainTo - trainRows;
        };
        return new Fold(
                List.of(new RowRange(trainFrom, trainTo)), List.of(new RowRange(testFrom, testTo)), purge, embargo);
    }
}
