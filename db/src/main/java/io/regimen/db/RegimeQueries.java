package io.regimen.db;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** Reads the definitions of regimes. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RegimeQueries extends GenericRepository<RegimeView, Long> {
    /** Every version of every regime; the newest version of a regime first. */
    @Query("""
            select id, regime_name, version, description, detection_rules, is_active, created_at
            from regime_definitions order by regime_name, version desc
            """)
    List<RegimeView> all();

    String SETS = """
            select id, name, version, hash, definition,
                   (select count(*) from run_evaluations e
                    where e.status = 'completed' and e.evaluation ->> 'regimes' = s.hash) as evaluations,
                   created_by, created_at, retired_by, retired_at
            from regime_sets s
            """;

    /** Every version of every set; the newest version of a set first. */
    @Query(SETS + "order by name, version desc")
    List<RegimeSetView> sets();

    /** One version. */
    @Query(SETS + "where name = :name and version = :version")
    Optional<RegimeSetView> set(String name, int version);
}
