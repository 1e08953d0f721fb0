package io.regimen.db;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.annotation.ReadOnly;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what is known of the stored bars. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public abstract class DatasetQueries implements GenericRepository<DatasetView, String> {
    private static final String COLUMNS =
            "hash, symbol, timeframe, vendor, source_name, bars, first_bar, last_bar, quoted, bytes, report, "
                    + "created_at, origin, cast(to_json(parent_hashes) as jsonb) as parent_hashes, calendar, repaired_bars";

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

    /** Datasets whose hash begins with a text, at most two: enough to tell one from several. */
    @ReadOnly
    public List<DatasetView> byPrefix(String prefix) {
        return new Select(COLUMNS, "datasets")
                .where("hash like ?", Select.prefix(prefix))
                .page(jdbc, DatasetView.class, "hash", new Paging(2, 0))
                .items();
    }

    /** What is wrong with the bars of a dataset; empty where it was never inspected. */
    @Query("select hash, integrity from datasets where hash = :hash and integrity is not null")
    public abstract Optional<IntegrityView> integrity(String hash);

    /** Comparisons that a dataset took part in, newest first. */
    @ReadOnly
    public List<ComparisonView> comparisons(String hash) {
        return new Select("first_hash, second_hash, report, created_at", "dataset_comparisons")
                .where("? in (first_hash, second_hash)", hash)
                .page(jdbc, ComparisonView.class, "created_at desc, first_hash, second_hash", Paging.FIRST)
                .items();
    }
}
