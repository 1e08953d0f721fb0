package io.regimen.workflows.leader;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What may be asked of a leader: metrics that are stored of every backtest in every regime. Of each, more is better. */
public enum LeaderMetric {
    /** Sharpe ratio, annualised as if the regime lasted all year. */
    @JsonProperty("sharpe")
    SHARPE,
    /** Sum of the log returns after costs. */
    @JsonProperty("total_pnl")
    TOTAL_PNL,
    /** Deepest fall of wealth, below 0. */
    @JsonProperty("max_drawdown")
    MAX_DRAWDOWN,
    /** Share of trades that gained. */
    @JsonProperty("win_rate")
    WIN_RATE,
    /** Mean gain of a trade after costs, in basis points. */
    @JsonProperty("edge_bps")
    EDGE_BPS;

    /** All of them, for a hint. */
    static String all() {
        return Arrays.stream(values()).map(LeaderMetric::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
