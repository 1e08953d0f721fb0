package io.regimen.db;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What the backtests of a run can be sorted by: columns of {@code inference_backtests} under their own names. */
public enum BacktestSort {
    @JsonProperty("config_index")
    CONFIG_INDEX,
    @JsonProperty("prediction_method")
    PREDICTION_METHOD,
    @JsonProperty("ensemble_method")
    ENSEMBLE_METHOD,
    @JsonProperty("confidence_threshold")
    CONFIDENCE_THRESHOLD,
    @JsonProperty("lookback_window")
    LOOKBACK_WINDOW,
    @JsonProperty("trades")
    TRADES,
    @JsonProperty("sharpe")
    SHARPE,
    @JsonProperty("sortino")
    SORTINO,
    @JsonProperty("calmar")
    CALMAR,
    @JsonProperty("max_drawdown")
    MAX_DRAWDOWN,
    @JsonProperty("win_rate")
    WIN_RATE,
    @JsonProperty("profit_factor")
    PROFIT_FACTOR,
    @JsonProperty("turnover")
    TURNOVER,
    @JsonProperty("exposure")
    EXPOSURE,
    @JsonProperty("total_pnl")
    TOTAL_PNL,
    @JsonProperty("annual_pnl")
    ANNUAL_PNL,
    @JsonProperty("costs")
    COSTS,
    @JsonProperty("edge_bps")
    EDGE_BPS,
    @JsonProperty("annual_return")
    ANNUAL_RETURN,
    @JsonProperty("gross_pnl")
    GROSS_PNL,
    @JsonProperty("annual_volatility")
    ANNUAL_VOLATILITY,
    @JsonProperty("downside_risk")
    DOWNSIDE_RISK,
    @JsonProperty("omega")
    OMEGA,
    @JsonProperty("break_even_bps")
    BREAK_EVEN_BPS,
    @JsonProperty("cost_share")
    COST_SHARE,
    @JsonProperty("capacity")
    CAPACITY,
    @JsonProperty("validation_trades")
    VALIDATION_TRADES,
    @JsonProperty("validation_sharpe")
    VALIDATION_SHARPE;

    String order(boolean descending) {
        return name().toLowerCase(Locale.ROOT) + (descending ? " desc" : " asc") + " nulls last, config_index";
    }
}
