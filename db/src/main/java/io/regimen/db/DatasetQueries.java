package io.regimen.db;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.ReadOnly;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what is known of the stored bars. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public abstract class DatasetQueries implements GenericRepository<DatasetView, String> {
    private static final String COLUMNS =
            "hash, symbol, timeframe, vendor, source_name, bars, first_bar, last_bar, quoted, bytes, report, created_at";

    private final JdbcOperations jdbc;

    DatasetQueries(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Datasets, newest first. */
    @ReadOnly
    public Page<DatasetView> list(@Nullable String symbol, @Nullable String timeframe, Paging paging) {
        return new Select(COLUMNS, "datasets")
                .where("symbol = ?", symbol)
                .where("timeframe = ?", timeframe)
                .page(jdbc, DatasetView.class, "created_at desc, hash", paging);
    }

    /** The newest dataset of every market. */
    @Query("select distinct on (symbol, timeframe) " + COLUMNS
            + " from datasets order by symbol, timeframe, created_at desc, hash")
    public abstract List<DatasetView> newest();
}
