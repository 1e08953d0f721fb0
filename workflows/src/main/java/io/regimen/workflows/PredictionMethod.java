package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a forecast for the horizon is made from a model's heads. */
public enum PredictionMethod {
    /** The head trained for the horizon. */
    @JsonProperty("direct")
    DIRECT,
    /** The one-step head, iterated to the horizon, its own forecasts feeding the autoregressive block. */
    @JsonProperty("recursive")
    RECURSIVE,
    /** Every head: the holding time is the step with the best (|forecast| - cost) / volatility. */
    @JsonProperty("direct_multi")
    DIRECT_MULTI;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
