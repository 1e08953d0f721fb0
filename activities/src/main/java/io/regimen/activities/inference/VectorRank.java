package io.regimen.activities.inference;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Percentile ranks by looking at every score of the window: first at the upper halves of their bits, which have the same
 * order as scores of at least 0 and of which a register holds twice as many; only where an upper half is met again, which
 * in practice means that a score is, at the scores themselves.
 */
final class VectorRank {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int WIDTH = INTS.length();

    private int[] upper = {};

    /** Doubles in a register of this machine. */
    static int width() {
        return DoubleVector.SPECIES_PREFERRED.length();
    }

    /** See {@link SignalLanes#rank}. */
    void rank(double[] scores, int first, int to, int lookback, double[] ranks) {
        int full = Math.min(to, first + Math.max(lookback, WIDTH));
        for (int t = first; t < full; t++) {
            ranks[t] = ScalarSignals.rankOf(scores, Math.max(first, t - lookback), t);
        }
        if (upper.length < to) {
            upper = new int[to];
        }
        int[] keys = upper;
        for (int t = first; t < to; t++) {
            keys[t] = (int) (Double.doubleToRawLongBits(scores[t]) >>> Integer.SIZE);
        }
        int inRegisters = lookback / WIDTH * WIDTH;
        // the rest of the window is read with what lies before it, which is then left out
        VectorMask<Integer> rest = VectorMask.fromLong(INTS, -1L << (WIDTH - (lookback - inRegisters)));
        double scale = 2.0 * lookback;
        for (int t = full; t < to; t++) {
            int key = keys[t];
            int start = t - lookback;
            IntVector last = IntVector.fromArray(INTS, keys, t - WIDTH);
            VectorMask<Integer> same = last.compare(VectorOperators.EQ, key).and(rest);
            IntVector below = IntVector.zero(INTS)
                    .add(1, last.compare(VectorOperators.LT, key).and(rest));
            for (int i = start; i < start + inRegisters; i += WIDTH) {
                IntVector window = IntVector.fromArray(INTS, keys, i);
                below = below.add(1, window.compare(VectorOperators.LT, key));
                same = same.or(window.compare(VectorOperators.EQ, key));
            }
            ranks[t] = same.anyTrue()
                    ? ScalarSignals.rankOf(scores, start, t)
                    : 2 * below.reduceLanes(VectorOperators.ADD) / scale;
        }
    }
}
