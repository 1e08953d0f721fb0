package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where days begin, and with them the buckets of bars longer than the base timeframe. */
public enum DayBoundary {
    /** The market's own: the close of New York for foreign exchange, midnight UTC for a market that never closes. */
    @JsonProperty("market")
    MARKET,
    /** Midnight UTC. */
    @JsonProperty("utc")
    UTC,
    /** 17:00 in New York, with its daylight saving. */
    @JsonProperty("new_york_close")
    NEW_YORK_CLOSE,
    /** Midnight of most MetaTrader servers: UTC+2, +3 in the summer of the EU. */
    @JsonProperty("eu_server")
    EU_SERVER
}
