package io.regimen.db;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Funding rates by hash. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface FundingRepository extends GenericRepository<FundingRepository.Funding, String> {
    /** A series without its rates; {@code report} is the JSON of its import report. */
    @Introspected
    record Funding(
            String hash,
            String symbol,
            String sourceName,
            @Nullable String instrument,
            int charges,
            Instant firstCharge,
            Instant lastCharge,
            String report) {}

    /** The symbol and rates of a series. */
    @Introspected
    record Rates(String symbol, String rates) {}

    String COLUMNS = """
            select hash, symbol, source_name, instrument, charges, first_charge, last_charge,
                   cast(report as text) as report
            from funding_series
            """;

    /**
     * Adds a series; one with the same hash stays as it is.
     *
     * @param rates one line {@code second,rate} per charge
     */
    @Query("""
            insert into funding_series (hash, symbol, source_name, instrument, charges, first_charge, last_charge, rates,
                                        report)
            values (:hash, :symbol, :sourceName, :instrument, :charges, :firstCharge, :lastCharge, :rates,
                    cast(:report as json))
            on conflict (hash) do nothing""")
    int add(
            String hash,
            String symbol,
            String sourceName,
            @Nullable String instrument,
            int charges,
            Instant firstCharge,
            Instant lastCharge,
            String rates,
            String report);

    @Query("select symbol, rates from funding_series where hash = :hash")
    Optional<Rates> rates(String hash);

    @Query(COLUMNS + "where hash = :hash")
    Optional<Funding> byHash(String hash);

    @Query(COLUMNS + "order by symbol, created_at desc, hash")
    List<Funding> all();
}
