package io.regimen.workflows.regime;

import java.math.BigDecimal;

/** What a measure is held against. Its text is what people write: {@code > 0.7}, {@code >= 75th percentile}, {@code < 2x average}. */
public record Comparison(Sign sign, Reference reference) {
    /** How a value must lie to its reference. */
    public enum Sign {
        ABOVE(">"),
        AT_LEAST(">="),
        BELOW("<"),
        AT_MOST("<=");

        private final String text;

        Sign(String text) {
            this.text = text;
        }

        /** Whether the comparison holds; never for NaN. */
        public boolean holds(double value, double reference) {
            return switch (this) {
                case ABOVE -> value > reference;
                case AT_LEAST -> value >= reference;
                case BELOW -> value < reference;
                case AT_MOST -> value <= reference;
            };
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** The other side of a comparison; the past never includes the bar itself. */
    public sealed interface Reference {
        /** Bars of the past that it needs. */
        int over();
    }

    /** A number in the measure's unit. */
    public record Level(double value) implements Reference {
        @Override
        public int over() {
            return 0;
        }

        @Override
        public String toString() {
            return plain(value);
        }
    }

    /**
     * The rank of the value among the bars before, ties counting half.
     *
     * @param percent 0 to 100
     * @param over bars before
     */
    public record Percentile(double percent, int over) implements Reference {
        /** The rank as a share. */
        public double share() {
            return percent / 100;
        }

        @Override
        public String toString() {
            return plain(percent) + "th percentile";
        }
    }

    /**
     * A multiple of the measure's mean over the bars before.
     *
     * @param over bars before
     */
    public record Average(double factor, int over) implements Reference {
        @Override
        public String toString() {
            return plain(factor) + "x average";
        }
    }

    @Override
    public String toString() {
        return sign + " " + reference;
    }

    private static String plain(double value) {
        BigDecimal number = new BigDecimal(Double.toString(value));
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
