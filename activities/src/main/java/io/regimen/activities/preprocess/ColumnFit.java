package io.regimen.activities.preprocess;

import io.regimen.activities.model.Vector;
import io.regimen.workflows.Preprocessing;
import org.hipparchus.distribution.continuous.NormalDistribution;

/** Fits the map of one column to its training values. */
final class ColumnFit {
    /** A column of so few different values is a flag, such as -1, 0, 1: cut off or ranked it would say less. */
    private static final int FLAG_VALUES = 3;

    private static final double CONSTANT = 1e-12;
    private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);

    private ColumnFit() {}

    /**
     * @param sorted training values, ascending, all finite, at least one; overwritten
     */
    static ColumnMap fit(Preprocessing spec, double[] sorted) {
        if (isFlag(sorted)) {
            return new ColumnMap.Raw();
        }
        double low = -Double.MAX_VALUE;
        double high = Double.MAX_VALUE;
        if (spec.winsorize() > 0) {
            low = quantile(sorted, spec.winsorize());
            high = quantile(sorted, 1 - spec.winsorize());
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = Math.min(Math.max(sorted[i], low), high);
            }
        }
        return switch (spec.scaling()) {
            case STANDARD -> new ColumnMap.Line(low, high, 0, 1);
            case ROBUST -> new ColumnMap.Line(low, high, quantile(sorted, 0.5), spread(sorted));
            case RANK -> knots(sorted);
        };
    }

    private static boolean isFlag(double[] sorted) {
        int different = 1;
        for (int i = 1; i < sorted.length && different <= FLAG_VALUES; i++) {
            different += sorted[i] > sorted[i - 1] ? 1 : 0;
        }
        return different <= FLAG_VALUES;
    }

    /** Sample quantile, linear between order statistics (Hyndman and Fan 1996, type 7). */
    static double quantile(double[] sorted, double share) {
        return between(sorted, share * (sorted.length - 1));
    }

    private static double between(double[] sorted, double position) {
        double place = Math.min(Math.max(position, 0), sorted.length - 1.0);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        double way = place - below;
        return (1 - way) * sorted[below] + way * sorted[above];
    }

    /** Interquartile range; where half the values are one and the same, the standard deviation, or 1 if all are. */
    private static double spread(double[] sorted) {
        double middle = Math.abs(quantile(sorted, 0.5));
        double range = quantile(sorted, 0.75) - quantile(sorted, 0.25);
        if (range > CONSTANT * middle && range <= Double.MAX_VALUE) {
            return range;
        }
        double mean = 0;
        for (double value : sorted) {
            mean += value / sorted.length;
        }
        double squares = 0;
        for (double value : sorted) {
            squares += (value - mean) * (value - mean) / sorted.length;
        }
        double deviation = Math.sqrt(squares);
        return deviation > CONSTANT * middle && deviation <= Double.MAX_VALUE ? deviation : 1;
    }

    /**
     * Normal scores (van der Waerden; the rank of value i of n is (i + 1/2) / n) at up to {@link ColumnMap.Knots#MAX}
     * evenly spaced ranks. Equal values share the mean of their scores.
     */
    private static ColumnMap knots(double[] sorted) {
        int ranks = Math.min(sorted.length, ColumnMap.Knots.MAX);
        Vector values = new Vector(ranks);
        Vector scores = new Vector(ranks);
        int knots = 0;
        for (int at = 0; at < ranks; ) {
            double value = between(sorted, rank(at, ranks) * sorted.length - 0.5);
            double sum = 0;
            int equal = 0;
            while (at < ranks && between(sorted, rank(at, ranks) * sorted.length - 0.5) <= value) {
                sum += NORMAL.inverseCumulativeProbability(rank(at, ranks));
                equal++;
                at++;
            }
            values.set(knots, value);
            scores.set(knots, sum / equal);
            knots++;
        }
        return new ColumnMap.Knots(first(values, knots), first(scores, knots));
    }

    private static double rank(int at, int ranks) {
        return (at + 0.5) / ranks;
    }

    private static Vector first(Vector of, int count) {
        return Vector.of(java.util.Arrays.copyOf(of.toArray(), count));
    }
}
