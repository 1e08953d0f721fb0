package io.regimen.db;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What runs can be sorted by; rows without a value come last in either direction. */
public enum RunSort {
    @JsonProperty("id")
    ID("r.id"),
    @JsonProperty("created_at")
    CREATED_AT("r.created_at"),
    @JsonProperty("completed_at")
    COMPLETED_AT("r.completed_at"),
    @JsonProperty("model_type")
    MODEL_TYPE("r.model_type"),
    @JsonProperty("symbol")
    SYMBOL("r.symbol"),
    @JsonProperty("base_timeframe")
    BASE_TIMEFRAME("r.base_timeframe"),
    @JsonProperty("days_history")
    DAYS_HISTORY("r.days_history"),
    @JsonProperty("horizon")
    HORIZON("r.horizon"),
    @JsonProperty("status")
    STATUS("r.status"),
    /** Needs the backtests of every run that passes the filter. */
    @JsonProperty("best_sharpe")
    BEST_SHARPE("best_sharpe"),
    @JsonProperty("training_duration_seconds")
    TRAINING_DURATION_SECONDS("r.training_duration_seconds"),
    @JsonProperty("backtest_duration_seconds")
    BACKTEST_DURATION_SECONDS("r.backtest_duration_seconds"),
    @JsonProperty("database_duration_seconds")
    DATABASE_DURATION_SECONDS("r.database_duration_seconds"),
    @JsonProperty("model_file_size_bytes")
    MODEL_FILE_SIZE_BYTES("r.model_file_size_bytes");

    private final String column;

    RunSort(String column) {
        this.column = column;
    }

    String order(boolean descending) {
        return column + (descending ? " desc" : " asc") + " nulls last, r.id desc";
    }
}
