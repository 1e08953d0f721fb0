package io.regimen.activities.preprocess;

import io.regimen.activities.model.Vector;
import java.util.Arrays;

/** What becomes of the values of one column. */
sealed interface ColumnMap {
    /** A finite value, prepared. */
    double apply(double value);

    /** Left as it is. */
    record Raw() implements ColumnMap {
        @Override
        public double apply(double value) {
            return value;
        }
    }

    /** Cut off at both ends, less the centre, by the spread. */
    record Line(double low, double high, double centre, double spread) implements ColumnMap {
        public Line {
            boolean finite = Double.isFinite(low) && Double.isFinite(high) && Double.isFinite(centre);
            if (!finite || !(low <= high) || !(spread > 0 && spread <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "cut at " + low + " and " + high + ", centre " + centre + ", spread " + spread);
            }
        }

        @Override
        public double apply(double value) {
            return (Math.min(Math.max(value, low), high) - centre) / spread;
        }
    }

    /** Straight lines between knots, level beyond the first and the last. */
    final class Knots implements ColumnMap {
        /** Most knots. */
        static final int MAX = 256;

        private final double[] values;
        private final double[] scores;

        /**
         * @param values strictly ascending, 1 to {@link #MAX}
         * @param scores what the values become, ascending
         */
        Knots(Vector values, Vector scores) {
            this.values = values.toArray();
            this.scores = scores.toArray();
            int count = values.size();
            if (count < 1 || count > MAX || scores.size() != count) {
                throw new IllegalArgumentException(count + " knots with " + scores.size() + " scores");
            }
            for (int k = 0; k < count; k++) {
                boolean finite = Double.isFinite(this.values[k]) && Double.isFinite(this.scores[k]);
                boolean ascends =
                        k == 0 || (this.values[k] > this.values[k - 1] && this.scores[k] >= this.scores[k - 1]);
                if (!finite || !ascends) {
                    throw new IllegalArgumentException("knot " + k + " does not ascend");
                }
            }
        }

        @Override
        public double apply(double value) {
            int last = values.length - 1;
            if (value <= values[0]) {
                return scores[0];
            }
            if (value >= values[last]) {
                return scores[last];
            }
            int at = Arrays.binarySearch(values, value);
            if (at >= 0) {
                return scores[at];
            }
            int right = -at - 1;
            // halves, so that the difference of two huge values is no infinity
            double way = (value / 2 - values[right - 1] / 2) / (values[right] / 2 - values[right - 1] / 2);
            return scores[right - 1] + way * (scores[right] - scores[right - 1]);
        }

        int size() {
            return values.length;
        }

        double value(int knot) {
            return values[knot];
        }

        double score(int knot) {
            return scores[knot];
        }
    }
}
