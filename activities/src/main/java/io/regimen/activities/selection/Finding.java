package io.regimen.activities.selection;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One condition of a verdict and how it came out.
 *
 * @param sentence for a person: what was measured, and what was asked for
 */
public record Finding(Condition condition, Result result, String sentence) {
    /** What is asked of a leader. */
    public enum Condition {
        TRADES,
        BARS,
        /** Against the luck of all trials ever made on the market, on the whole test part. */
        DEFLATED_SHARPE,
        /** Against the luck of all candidates for the regime, on the regime's bars. */
        DEFLATED_SHARPE_IN_REGIME,
        NET_EXPECTANCY,
        BETTER_THAN_ZERO,
        BETTER_THAN_MOMENTUM,
        OVERFITTING,
        BETTER_THAN_INCUMBENT;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a condition came out. */
    public enum Result {
        MET,
        NOT_MET,
        /** There is nothing to hold it against. */
        NOT_APPLICABLE;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
