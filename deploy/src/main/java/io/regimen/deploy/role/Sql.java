package io.regimen.deploy.role;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements of checks and benchmarks, each in a transaction of its own. */
public final class Sql {
    private final JdbcOperations jdbc;
    private final TransactionOperations<Connection> transactions;

    @SuppressWarnings("unchecked") // the bean is registered for java.sql.Connection
    public Sql(Backend backend) {
        jdbc = backend.get(JdbcOperations.class);
        transactions = backend.get(TransactionOperations.class);
    }

    /** Reads one row of a result. */
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows of a query. */
    public <T> List<T> rows(String query, Row<T> reader) {
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

    /** The number that a query of one row and column gives. */
    public double number(String query) {
        return rows(query, row -> row.getDouble(1)).getFirst();
    }

    public void execute(String statement) {
        transactions.executeWrite(status -> jdbc.prepareStatement(statement, prepared -> prepared.executeUpdate()));
    }
}
