package io.regimen.activities.market;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Parquet files made by a query, as other programs would write them. */
final class ParquetFiles {
    /** Five hundred hours of bars as columns of a query. */
    static final String BARS =
            "SELECT TIMESTAMP '2024-01-01 00:00:00' + INTERVAL (i) HOUR AS time, 1.1 + i / 1e4 AS open,"
                    + " 1.2 + i / 1e4 AS high, 1.0 + i / 1e4 AS low, 1.15 + i / 1e4 AS close, i AS volume FROM range(500) t(i)";

    private ParquetFiles() {}

    static Path write(Path folder, String name, String query) {
        Path file = folder.resolve(name);
        try (Connection db = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = db.createStatement()) {
            sql.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
        return file;
    }

    static byte[] bytes(String query) {
        try {
            Path folder = Files.createTempDirectory("parquet");
            Path file = write(folder, "x.parquet", query);
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(folder);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
