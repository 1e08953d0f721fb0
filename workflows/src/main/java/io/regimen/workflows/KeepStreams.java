package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * Whose position streams are kept when a run is judged. By them it can be judged under other regimes when its model file
 * is gone.
 */
public enum KeepStreams {
    /** Every run's, for as long as the run is known. */
    @JsonProperty("all")
    ALL,
    /** Those of runs that lead or have led: also when another took the lead, and with it the model file went. */
    @JsonProperty("leaders")
    LEADERS,
    /** Nobody's. */
    @JsonProperty("none")
    NONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
