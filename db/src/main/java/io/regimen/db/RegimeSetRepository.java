package io.regimen.db;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** Regime sets under their versions. Each statement below is a transaction of its own and needs none around it. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface RegimeSetRepository extends GenericRepository<RegimeSetRepository.RegimeSetRow, Long> {
    /** One version; {@code definition} is JSON. */
    @Introspected
    record RegimeSetRow(long id, String name, int version, String hash, String definition, boolean retired) {}

    String ROW = """
            select id, name, version, hash, cast(definition as text) as definition, retired_at is not null as retired
            from regime_sets
            """;

    @Query(ROW + "where name = :name and version = :version")
    Optional<RegimeSetRow> find(String name, int version);

    /** The newest version, retired or not. */
    @Query(ROW + "where name = :name order by version desc limit 1")
    Optional<RegimeSetRow> newest(String name);

    @Query(ROW + "where hash = :hash")
    Optional<RegimeSetRow> byHash(String hash);

    /**
     * Adds a version with its regimes and a line in the audit; 0 if there is one of this number already.
     *
     * @param definition the set as JSON, its regimes in the list {@code regimes}, each with a rule or all of one detector
     * @param reference name@version, the beginning of the regimes' names
     */
    @Query("""
            with added as (
              insert into regime_sets (name, version, hash, definition, created_by)
              values (:name, :version, :hash, cast(:definition as jsonb), :createdBy)
              on conflict do nothing
              returning id, definition
            ), regimes as (
              insert into regime_definitions (regime_name, version, description, detection_rules, regime_set_id)
              select cast(:reference as text) || '/' || (r ->> 'name'), :version, r ->> 'description',
                     coalesce(r -> 'rule', added.definition -> 'detector'), added.id
              from added cross join lateral jsonb_array_elements(added.definition -> 'regimes') r
            ), noted as (
              insert into audit (actor, action, subject, detail)
              select :createdBy, 'save-regimes', :reference, jsonb_build_object('hash', cast(:hash as text)) from added
            )
            select count(*) from added""")
    long add(String name, int version, String hash, String definition, String createdBy, String reference);

    /** Retires a version, with a line in the audit; 0 if it was retired before or is unknown. */
    @Query("""
            with retired as (
              update regime_sets set retired_at = now(), retired_by = :retiredBy
              where name = :name and version = :version and retired_at is null
              returning id
            ), regimes as (
              update regime_definitions set is_active = false where regime_set_id in (select id from retired)
            ), noted as (
              insert into audit (actor, action, subject, detail)
              select :retiredBy, 'retire-regimes', cast(:name as text) || '@' || cast(:version as text), '{}' from retired
            )
            select count(*) from retired""")
    long retire(String name, int version, String retiredBy);
}
