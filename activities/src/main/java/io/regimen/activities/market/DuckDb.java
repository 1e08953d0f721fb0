package io.regimen.activities.market;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** Databases in memory that read and write Parquet files. */
public final class DuckDb {
    private DuckDb() {}

    /** A database for one call; one thread, so that the same values give the same bytes. Nothing is ever downloaded. */
    public static DuckDBConnection open() throws SQLException {
        DuckDBConnection db = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        try (Statement sql = db.createStatement()) {
            sql.execute("SET threads=1");
            sql.execute("SET memory_limit='4GB'");
            sql.execute("SET temp_directory=''");
            sql.execute("SET autoinstall_known_extensions=false");
            sql.execute("SET autoload_known_extensions=false");
        } catch (SQLException e) {
            db.close();
            throw e;
        }
        return db;
    }

    /** From here on the database can touch this one file and nothing else. */
    public static void shutIn(DuckDBConnection db, Path file) throws SQLException {
        try (Statement sql = db.createStatement()) {
            sql.execute("SET allowed_paths=[" + literal(file) + "]");
            sql.execute("SET enable_external_access=false");
        }
    }

    /** The path as text of SQL. */
    public static String literal(Path file) {
        return "'" + file.toAbsolutePath().toString().replace("'", "''") + "'";
    }
}
