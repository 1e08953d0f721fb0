package io.regimen.deploy.verify;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.regimen.deploy.role.Backend;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Read-only queries. */
final class Sql {
    private final JdbcOperations jdbc;
    private final TransactionOperations<Connection> transactions;

    @SuppressWarnings("unchecked") // the bean is registered for java.sql.Connection
    Sql(Backend backend) {
        jdbc = backend.get(JdbcOperations.class);
        transactions = backend.get(TransactionOperations.class);
    }

    /** One row of a result. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> rows(String query, Row<T> reader) {
        return transactions.executeRead(status -> jdbc.prepareStatement(query, statement -> {
            List<T> out = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    out.add(reader.read(rows));
                }
            }
            return out;
        }));
    }

    /** Queries whose every row is a violation: the first column says what it is. */
    List<Finding> violations(String invariant, String query) {
        return rows(query, row -> new Finding(invariant, row.getString(1)));
    }
}
