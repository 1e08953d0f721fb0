package io.regimen.db;

/** What runs can be sorted by; rows without a value come last in either direction. */
public enum RunSort {
    ID("r.id"),
    CREATED_AT("r.created_at"),
    COMPLETED_AT("r.completed_at"),
    MODEL_TYPE("r.model_type"),
    SYMBOL("r.symbol"),
    BASE_TIMEFRAME("r.base_timeframe"),
    DAYS_HISTORY("r.days_history"),
    HORIZON("r.horizon"),
    STATUS("r.status"),
    /** Needs the backtests of every run that passes the filter. */
    BEST_SHARPE("best_sharpe"),
    TRAINING_DURATION_SECONDS("r.training_duration_seconds"),
    BACKTEST_DURATION_SECONDS("r.backtest_duration_seconds"),
    DATABASE_DURATION_SECONDS("r.database_duration_seconds"),
    MODEL_FILE_SIZE_BYTES("r.model_file_size_bytes");

    private final String column;

    RunSort(String column) {
        this.column = column;
    }

    String order(boolean descending) {
        return column + (descending ? " desc" : " asc") + " nulls last, r.id desc";
    }
}
