package io.regimen.deploy.bench;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.regimen.deploy.role.Backend;
import java.sql.Connection;
import java.sql.ResultSet;

/** What a benchmark reads from the tables. */
final class BenchSql {
    private final JdbcOperations jdbc;
    private final TransactionOperations<Connection> transactions;

    @SuppressWarnings("unchecked") // the bean is registered for java.sql.Connection
    BenchSql(Backend backend) {
        jdbc = backend.get(JdbcOperations.class);
        transactions = backend.get(TransactionOperations.class);
    }

    /** Seconds that the newest runs spent storing backtests. */
    double backtestDatabaseSeconds(int runs) {
        return transactions.executeRead(status -> jdbc.prepareStatement("""
                select sum(database_duration_seconds)
                from (select database_duration_seconds from training_runs order by id desc limit ?) newest""", statement -> {
            statement.setInt(1, runs);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getDouble(1);
            }
        }));
    }
}
