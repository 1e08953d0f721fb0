package io.regimen.activities.inference;

/**
 * The steps of inference that are worth doing several bars at a time. Whatever the way, each value is the result of the
 * same operations in the same order. Not thread-safe.
 */
interface SignalLanes {
    static SignalLanes of(Arithmetic arithmetic, int members) {
        return switch (arithmetic) {
            case SCALAR -> new ScalarSignals(members);
            case VECTOR -> new VectorSignals(members);
        };
    }

    /**
     * Weights {@code exp(-ETA x loss)} of each member, 1 for the best, and their total; the rows [from, to) of a block.
     * Where no outcome was other than 0 they mean nothing.
     *
     * @param weights by member, then row; like total with {@link WindowSums#PADDING} rows to spare
     */
    void weigh(WindowSums sums, int from, int to, double[][] weights, double[] total);

    /** Weights of {@link NonNegativeRidge} of each member; the rows [from, to) of a block. */
    void stack(WindowSums sums, int from, int to, double[][] weights);

    /**
     * Of several forecasts the one with the greatest (|forecast| - cost) / error, the first of equals, or the last where
     * its error is not known; for bars [from, to).
     */
    void choose(Choices of, double[] cost, int from, int to, Chosen out);

    /**
     * Percentile ranks of scores among the {@code lookback} scores before, ties counted half, 0 where there are none.
     *
     * @param scores at least 0, known from index {@code first} on
     * @param ranks receives those of [first, to)
     */
    void rank(double[] scores, int first, int to, int lookback, double[] ranks);

    /** Forecasts to choose from, by head, then bar. */
    final class Choices {
        final double[][] forecast;
        final double[][] spread;
        final double[][] error;
        final int[] step;

        Choices(int heads) {
            forecast = new double[heads][];
            spread = new double[heads][];
            error = new double[heads][];
            step = new int[heads];
        }
    }

    /** The forecast to follow, by bar. */
    final class Chosen {
        final double[] forecast;
        final double[] spread;
        /** Bars to hold. */
        final int[] holding;

        Chosen(int bars) {
            forecast = new double[bars];
            spread = new double[bars];
            holding = new int[bars];
        }
    }
}
