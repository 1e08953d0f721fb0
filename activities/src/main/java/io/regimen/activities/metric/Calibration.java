package io.regimen.activities.metric;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether stated probabilities of the direction come true.
 *
 * @param rows forecasts with a direction whose outcome has one
 * @param brier mean of (probability - 1 if the direction was right, else 0)^2 (Brier 1950): 0 is best, and always saying
 *     one half has 0.25; null without rows
 * @param bins the rows in the order of their probabilities, in {@link #BINS} parts of equal number
 */
public record Calibration(int rows, @Nullable Double brier, List<Bin> bins) {
    public static final int BINS = 10;

    /**
     * Rows of similar probability. Calibrated: the two shares differ by chance only.
     *
     * @param probability mean of the stated ones
     * @param hitRate share of rows whose direction was right
     */
    public record Bin(int rows, double probability, double hitRate) {}

    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Calibration of some rows.
     *
     * @param probabilities that the direction is right
     * @param hits whether it was
     */
    static Calibration of(double[] probabilities, boolean[] hits) {
        int rows = probabilities.length;
        if (rows == 0) {
            return new Calibration(0, null, List.of());
        }
        int[] order = Ranks.order(probabilities);
        double squares = 0;
        List<Bin> bins = new ArrayList<>(BINS);
        for (int bin = 0; bin < BINS; bin++) {
            int from = (int) ((long) bin * rows / BINS);
            int to = (int) ((bin + 1L) * rows / BINS);
            double sum = 0;
            int right = 0;
            for (int i = from; i < to; i++) {
                double probability = probabilities[order[i]];
                boolean hit = hits[order[i]];
                double miss = probability - (hit ? 1 : 0);
                squares += miss * miss;
                sum += probability;
                right += hit ? 1 : 0;
            }
            if (to > from) {
                bins.add(new Bin(to - from, sum / (to - from), (double) right / (to - from)));
            }
        }
        return new Calibration(rows, squares / rows, bins);
    }
}
