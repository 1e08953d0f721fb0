package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far the price of a fill is beyond the quoted one. */
public enum SlippageMethod {
    /** Not at all. */
    @JsonProperty("none")
    NONE,
    /** {@code slippage_bps}, always. */
    @JsonProperty("fixed")
    FIXED,
    /** {@code slippage_bps} and a share of the recent volatility of one bar. */
    @JsonProperty("volatility")
    VOLATILITY,
    /** {@code slippage_bps} and the square-root law of market impact, where the dataset has quote volume. */
    @JsonProperty("square_root")
    SQUARE_ROOT
}
