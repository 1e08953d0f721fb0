package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a confidence threshold is compared with. Under each of them threshold 0 trades every signal. */
public enum ConfidenceMethod {
    /** Percentile rank of |forecast| / spread of the members within its own past window: 0.9 is the most confident tenth. */
    @JsonProperty("rank")
    RANK,
    /** 40 % magnitude of the forecast, 40 % consistency of the members, 20 % calm of the market. */
    @JsonProperty("blend")
    BLEND,
    /** Calibrated probability that the direction is right; it barely leaves 0.5, so high thresholds hardly trade. */
    @JsonProperty("probability")
    PROBABILITY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
