package io.regimen.deploy.architecture.offending.activities.market;

import java.sql.Connection;
import java.sql.SQLException;

/** Bars come from files, not from tables. */
final class ReadsTables {
    private ReadsTables() {}

    static boolean isOpen(Connection connection) throws SQLException {
        return !connection.isClosed();
    }
}
