package io.regimen.db;

import java.util.Locale;

/** What the backtests of a run can be sorted by: columns of {@code inference_backtests} under their own names. */
public enum BacktestSort {
    CONFIG_INDEX,
    PREDICTION_METHOD,
    ENSEMBLE_METHOD,
    CONFIDENCE_THRESHOLD,
    LOOKBACK_WINDOW,
    TRADES,
    SHARPE,
    SORTINO,
    CALMAR,
    MAX_DRAWDOWN,
    WIN_RATE,
    PROFIT_FACTOR,
    TURNOVER,
    EXPOSURE,
    TOTAL_PNL,
    ANNUAL_PNL,
    COSTS,
    EDGE_BPS,
    VALIDATION_TRADES,
    VALIDATION_SHARPE;

    String order(boolean descending) {
        return name().toLowerCase(Locale.ROOT) + (descending ? " desc" : " asc") + " nulls last, config_index";
    }
}
