package io.regimen.db;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads the definitions of regimes. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RegimeQueries extends GenericRepository<RegimeView, Long> {
    /** Every version of every regime; the newest version of a regime first. */
    @Query("""
            select id, regime_name, version, description, detection_rules, is_active, created_at
            from regime_definitions order by regime_name, version desc
            """)
    List<RegimeView> all();
}
