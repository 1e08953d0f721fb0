package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the half spread of {@link Costs} comes from. */
public enum SpreadSource {
    /** Bid and ask of the dataset at the open of the bar; where it has none, the constant, else the fallback. */
    @JsonProperty("bid_ask")
    BID_ASK,
    /** {@code half_spread_bps} at every bar. */
    @JsonProperty("constant")
    CONSTANT,
    /** {@code half_spread_by_hour_bps} at the UTC hour in which the bar opens. */
    @JsonProperty("hour_of_day")
    HOUR_OF_DAY
}
