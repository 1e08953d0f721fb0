package io.regimen.db;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Datasets by hash and by market. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface DatasetRepository extends GenericRepository<DatasetRepository.Dataset, String> {
    /** A dataset; {@code report} is the JSON of its import report. */
    @Introspected
    record Dataset(
            String hash,
            String symbol,
            String timeframe,
            String vendor,
            String sourceName,
            int bars,
            Instant firstBar,
            Instant lastBar,
            boolean quoted,
            String objectKey,
            String fileSha256,
            long bytes,
            String report) {}

    String COLUMNS = """
            select hash, symbol, timeframe, vendor, source_name, bars, first_bar, last_bar, quoted, object_key, file_sha256,
                   bytes, cast(report as text) as report
            from datasets
            """;

    /**
     * Adds a dataset; one with the same hash stays as it is.
     *
     * @param parentHashes what it was made of, as an array literal of PostgreSQL: {a,b}
     * @param integrity report as JSON
     */
    @Query("""
            insert into datasets (hash, symbol, timeframe, vendor, source_name, bars, first_bar, last_bar, quoted,
                                  object_key, file_sha256, bytes, report, origin, parent_hashes, calendar, repaired_bars,
                                  integrity)
            values (:hash, :symbol, :timeframe, :vendor, :sourceName, :bars, :firstBar, :lastBar, :quoted,
                    :objectKey, :fileSha256, :bytes, cast(:report as jsonb), :origin, cast(:parentHashes as text[]),
                    :calendar, :repairedBars, cast(:integrity as json))
            on conflict (hash) do nothing""")
    int add(
            String hash,
            String symbol,
            String timeframe,
            String vendor,
            String sourceName,
            int bars,
            Instant firstBar,
            Instant lastBar,
            boolean quoted,
            String objectKey,
            String fileSha256,
            long bytes,
            String report,
            String origin,
            String parentHashes,
            String calendar,
            int repairedBars,
            String integrity);

    /** Keeps the comparison of two datasets; one of the same two is replaced. */
    @Query("""
            insert into dataset_comparisons (first_hash, second_hash, report) values (:first, :second, cast(:report as json))
            on conflict (first_hash, second_hash) do update set report = excluded.report, created_at = now()""")
    int addComparison(String first, String second, String report);

    /** What is wrong with a dataset, told anew: a second dataset confirms or contradicts. */
    @Query("update datasets set integrity = cast(:integrity as json) where hash = :hash")
    int replaceIntegrity(String hash, String integrity);

    @Query(COLUMNS + "where hash = :hash")
    Optional<Dataset> byHash(String hash);

    /** The dataset of a market that was imported last. */
    @Query(COLUMNS + "where symbol = :symbol and timeframe = :timeframe order by created_at desc, hash limit 1")
    Optional<Dataset> newest(String symbol, String timeframe);

    @Query(COLUMNS + "order by symbol, timeframe, created_at desc")
    List<Dataset> all();
}
