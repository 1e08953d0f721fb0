package io.regimen.db;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Policies under their versions, and which one the leaders of each market follow. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface PolicyRepository extends GenericRepository<PolicyRepository.PolicyRow, Long> {
    /**
     * A version.
     *
     * @param symbol null for the installation's
     * @param policy as JSON; null if the market follows the installation's
     */
    @Introspected
    record PolicyRow(
            long id,
            @Nullable String symbol,
            @Nullable String timeframe,
            int version,
            @Nullable String policy) {}

    /** A market whose leaders follow another policy than they should. */
    @Introspected
    record Market(String symbol, String timeframe) {}

    String ROW = "select id, symbol, timeframe, version, cast(policy as text) as policy from leader_policies ";

    /** The policy that a market should follow. */
    @Query("""
            select id, symbol, timeframe, version, cast(policy as text) as policy from (
              (select * from leader_policies where symbol = :symbol and timeframe = :timeframe
               order by version desc limit 1)
              union all
              (select * from leader_policies where symbol is null order by version desc limit 1)) policies
            where policy is not null order by symbol nulls last limit 1""")
    PolicyRow wanted(String symbol, String timeframe);

    /** The policy that the leaders of a market follow; empty if it never had any. */
    @Query("""
            select p.id, p.symbol, p.timeframe, p.version, cast(p.policy as text) as policy
            from leader_markets m join leader_policies p on p.id = m.policy_id
            where m.symbol = :symbol and m.timeframe = :timeframe""")
    Optional<PolicyRow> followed(String symbol, String timeframe);

    @Query("""
            insert into leader_markets (symbol, timeframe, policy_id) values (:symbol, :timeframe, :policyId)
            on conflict (symbol, timeframe) do update set policy_id = excluded.policy_id, ranked_at = now()""")
    int follow(String symbol, String timeframe, long policyId);

    /** The newest version of a market, or of the installation. */
    @Query(ROW + """
            where symbol is not distinct from cast(:symbol as text)
              and timeframe is not distinct from cast(:timeframe as text)
            order by version desc limit 1""")
    Optional<PolicyRow> newest(@Nullable String symbol, @Nullable String timeframe);

    @Query(ROW + "where execution = :execution")
    Optional<PolicyRow> byExecution(String execution);

    /** Adds a version, with a line in the audit. */
    @Query("""
            with added as (
              insert into leader_policies (symbol, timeframe, version, policy, execution, reason, created_by)
              values (:symbol, :timeframe, :version, cast(:policy as jsonb), :execution, :reason, :createdBy)
              returning symbol, timeframe, version, policy
            ), noted as (
              insert into audit (actor, action, subject, detail)
              select :createdBy, 'leaders.policy', coalesce('market/' || symbol || '/' || timeframe, 'installation'),
                     jsonb_strip_nulls(jsonb_build_object(
                         'version', version, 'policy', policy, 'reason', cast(:reason as text)))
              from added
            )
            select count(*) from added""")
    long add(
            @Nullable String symbol,
            @Nullable String timeframe,
            int version,
            @Nullable String policy,
            String execution,
            String reason,
            String createdBy);

    /** Makes transactions that add policies follow each other. */
    @Query("select 1 from (select pg_advisory_xact_lock(hashtextextended('leader policies', 0))) as locked")
    int lock();

    /** Markets whose leaders follow another policy than they should. */
    @Query("""
            select m.symbol, m.timeframe from leader_markets m
            where m.policy_id <> (
              select id from (
                (select * from leader_policies p where p.symbol = m.symbol and p.timeframe = m.timeframe
                 order by version desc limit 1)
                union all
                (select * from leader_policies p where p.symbol is null order by version desc limit 1)) policies
              where policy is not null order by symbol nulls last limit 1)
            order by m.symbol, m.timeframe""")
    List<Market> stale();
}
