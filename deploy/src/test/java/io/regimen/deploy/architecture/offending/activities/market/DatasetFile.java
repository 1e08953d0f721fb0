package io.regimen.deploy.architecture.offending.activities.market;

import java.sql.Connection;
import java.sql.SQLException;

/** Bears the name of the one class that may. */
final class DatasetFile {
    private DatasetFile() {}

    static boolean isOpen(Connection connection) throws SQLException {
        return !connection.isClosed();
    }
}
