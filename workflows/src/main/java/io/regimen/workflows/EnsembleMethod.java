package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How the forecasts of a model's members become one. */
public enum EnsembleMethod {
    /** Simple average. */
    @JsonProperty("mean")
    MEAN,
    /** Weights exp(-eta x loss) over the last resolved bars. */
    @JsonProperty("weighted")
    WEIGHTED,
    /** Non-negative ridge regression of outcomes on out-of-sample member forecasts. */
    @JsonProperty("stacking")
    STACKING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
