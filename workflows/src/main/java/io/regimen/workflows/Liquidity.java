package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which fee of {@link Costs} orders pay. It says nothing about the spread: that is a choice of its own. */
public enum Liquidity {
    /** Orders take liquidity: {@code fee_bps}. */
    @JsonProperty("taker")
    TAKER,
    /** Orders make liquidity: {@code maker_fee_bps}, which may be a rebate. */
    @JsonProperty("maker")
    MAKER
}
