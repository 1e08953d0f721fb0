package io.regimen.db;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names that one holder has at a time, over all processes that use the database. A holder keeps a connection of its own,
 * in a transaction that does nothing else, so that the database forgets it when it dies; those who wait keep none.
 */
@Singleton
public class AdvisoryLocks {
    private static final Logger LOG = LoggerFactory.getLogger(AdvisoryLocks.class);

    private final DataSource connections;

    AdvisoryLocks(DataSource dataSource) {
        // the bean hands out the connection of the caller's transaction, if there is one
        this.connections = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /**
     * Does some work while holding a name. The work's own statements run in their own transactions. Should the connection
     * of the lock break, the work goes on and another may begin the same: it must bear being done twice.
     *
     * @return what the work gave; empty, without doing it, if another holds the name now
     * @throws IllegalStateException if the database cannot be asked
     */
    public <T> Optional<T> tryHolding(String name, Supplier<T> work) {
        try (Connection lock = connections.getConnection()) {
            lock.setAutoCommit(false);
            try {
                return taken(lock, name) ? Optional.of(work.get()) : Optional.empty();
            } finally {
                release(lock, name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be asked for the lock " + name, e);
        }
    }

    private static boolean taken(Connection lock, String name) throws SQLException {
        try (PreparedStatement ask =
                lock.prepareStatement("select pg_try_advisory_xact_lock(hashtextextended(?, 1))")) {
            ask.setString(1, name);
            try (ResultSet answer = ask.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** The lock ends with its transaction. Where there is no connection any more, there is no lock either. */
    private static void release(Connection lock, String name) {
        try {
            lock.rollback();
        } catch (SQLException e) {
            LOG.warn("the connection that held the lock {} was lost: {}", name, e.getMessage());
        }
    }
}
