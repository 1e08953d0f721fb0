package io.regimen.activities.market;

import io.regimen.activities.market.ParquetColumns.ParquetColumn;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Reads bars from a Parquet file, under the same checks and with the same report as text. */
final class ParquetImport {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_COLUMNS = 1_000;

    private final String name;
    private final ImportOptions options;
    private final ParquetColumns columns;
    private final StampReader stamps;
    private final VendorClock clock;
    private final double pointsPerUnit;

    private ParquetImport(String name, ImportOptions options, ParquetColumns columns, double pointsPerUnit) {
        this.name = name;
        this.options = options;
        this.columns = columns;
        this.stamps =
                options.columns() == null ? Stamp::parse : options.columns().stamps();
        this.clock = new VendorClock(options.zoneOrVendors());
        this.pointsPerUnit = pointsPerUnit;
    }

    static ImportResult read(Path file, String name, ImportOptions options, ImportLimits limits) {
        requireParquet(file, name, limits);
        try (DuckDBConnection db = DuckDb.open()) {
            DuckDb.shutIn(db, file);
            requireRows(db, file, name, limits);
            ParquetColumns columns = ParquetColumns.find(name, columns(db, file, name), options);
            String symbol = BarImporter.symbol(name, name, symbol(db, file, name, columns.symbol()), options);
            return new ParquetImport(name, options, columns, BarImporter.points(options, symbol))
                    .read(db, file, symbol, limits);
        } catch (SQLException e) {
            throw new ImportException(name + " is a damaged Parquet file; write or download it again", e);
        }
    }

    /** Looks at both ends, so that no other file reaches the database. */
    private static void requireParquet(Path file, String name, ImportLimits limits) {
        if (!Files.isRegularFile(file)) {
            throw new ImportException(name + " is not there or not a file; check the path");
        }
        byte[] first = new byte[MAGIC.length];
        byte[] last = new byte[MAGIC.length];
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (bytes.length() > limits.bytes()) {
                throw new ImportException(
                        name + " has more than " + limits.bytes() + " bytes; split it into shorter periods");
            }
            if (bytes.length() >= 3L * MAGIC.length) {
                bytes.readFully(first);
                bytes.seek(bytes.length() - MAGIC.length);
                bytes.readFully(last);
            }
        } catch (IOException e) {
            throw new ImportException(name + " cannot be read; check that it may be read", e);
        }
        if (!Arrays.equals(first, MAGIC)) {
            throw new ImportException(name + " is not a Parquet file; choose another vendor (" + Vendor.all()
                    + ") or give a Parquet file");
        }
        if (!Arrays.equals(last, MAGIC)) {
            throw new ImportException(name + " ends early (truncated Parquet file); write or download it again");
        }
    }

    private static void requireRows(DuckDBConnection db, Path file, String name, ImportLimits limits)
            throws SQLException {
        try (Statement sql = db.createStatement();
                ResultSet rows =
                        sql.executeQuery("SELECT num_rows FROM parquet_file_metadata(" + DuckDb.literal(file) + ")")) {
            long count = rows.next() ? rows.getLong(1) : 0;
            if (count > limits.rows()) {
                throw tooLong(name, limits);
            }
        }
    }

    private static ImportException tooLong(String name, ImportLimits limits) {
        return new ImportException(name + " has more than " + limits.rows() + " rows; split it into shorter periods");
    }

    private static List<ParquetColumn> columns(DuckDBConnection db, Path file, String name) throws SQLException {
        List<ParquetColumn> out = new ArrayList<>();
        try (Statement sql = db.createStatement();
                ResultSet rows =
                        sql.executeQuery("DESCRIBE SELECT * FROM read_parquet(" + DuckDb.literal(file) + ")")) {
            while (rows.next()) {
                out.add(new ParquetColumn(rows.getString(1), rows.getString(2)));
                if (out.size() > MAX_COLUMNS) {
                    throw new ImportException(
                            name + " has more than " + MAX_COLUMNS + " columns; keep those of the bars");
                }
            }
        }
        return out;
    }

    /** The one symbol of the file's rows; null where there is no column of symbols. */
    private static @Nullable String symbol(DuckDBConnection db, Path file, String name, ParquetColumn column)
            throws SQLException {
        if (!column.type().equals("VARCHAR")) {
            return null;
        }
        try (Statement sql = db.createStatement();
                ResultSet row = sql.executeQuery("SELECT min(" + column.sql() + "), max(" + column.sql()
                        + ") FROM read_parquet(" + DuckDb.literal(file) + ")")) {
            String least = row.next() ? row.getString(1) : null;
            String most = least == null ? null : row.getString(2);
            if (least != null && !least.equals(most)) {
                throw new ImportException(name + " holds the symbols " + Fault.show(least) + " and "
                        + Fault.show(String.valueOf(most)) + "; give one file per symbol");
            }
            return least;
        }
    }

    private ImportResult read(DuckDBConnection db, Path file, String symbol, ImportLimits limits) throws SQLException {
        BarColumns out = new BarColumns(columns.shape());
        RawBar bar = new RawBar(columns.shape().quoted());
        RowLog log = new RowLog();
        long rows = 0;
        // the footer may lie about the number of rows
        String select =
                columns.select() + " FROM read_parquet(" + DuckDb.literal(file) + ") LIMIT " + (limits.rows() + 1L);
        try (DuckDBPreparedStatement query = db.prepare(select);
                DuckDBChunkedResult result = query.query()) {
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                int n = Math.toIntExact(chunk.rowCount());
                for (int i = 0; i < n; i++) {
                    if (++rows > limits.rows()) {
                        throw tooLong(name, limits);
                    }
                    Fault fault = row(chunk, i, bar);
                    if (fault != null) {
                        log.add(rows, fault);
                    } else {
                        out.add(bar, rows);
                    }
                }
            }
        }
        return new BarAssembly(name, options, out, log, "row").assemble(symbol, rows, 2);
    }

    private @Nullable Fault row(DuckDBDataChunkReader chunk, int i, RawBar into) throws SQLException {
        Stamp stamp = stamp(chunk.vector(0), i);
        if (stamp == null) {
            return new Fault(
                    Fault.BAD_TIME,
                    "column " + Fault.show(columns.time().name()) + " holds no whole second of 1971 to 2099");
        }
        OptionalLong utc = clock.utc(stamp);
        if (utc.isEmpty()) {
            return new Fault(Fault.NO_SUCH_TIME, "its time does not exist in its zone: clocks went forward over it");
        }
        into.second = utc.getAsLong();
        for (int p = 0; p < into.prices.length; p++) {
            double price = number(chunk, 1 + p, i);
            if (Double.isNaN(price)) {
                String side = into.prices.length == 4 ? "" : p < 4 ? "bid " : "ask ";
                return RawBar.notANumber(p, side, "");
            }
            into.prices[p] = price / pointsPerUnit;
        }
        int amounts = 1 + into.prices.length;
        into.volume = amount(chunk, amounts, i);
        into.quoteVolume = amount(chunk, amounts + 1, i);
        into.trades = amount(chunk, amounts + 2, i);
        Fault fault = into.checkAmounts();
        return fault != null ? fault : into.checkPrices();
    }

    private @Nullable Stamp stamp(DuckDBReadableVector times, int i) throws SQLException {
        if (times.isNull(i)) {
            return null;
        }
        return switch (columns.timeKind()) {
            case LOCAL -> micros(times.getLong(i), false);
            case ABSOLUTE -> micros(times.getLong(i), true);
            case UNIX -> stamps.read(Long.toString(times.getLong(i)));
            case TEXT -> stamps.read(times.getString(i));
        };
    }

    private static @Nullable Stamp micros(long value, boolean absolute) {
        return value % 1_000_000 == 0 ? Stamp.inRange(value / 1_000_000, absolute) : null;
    }

    /** NaN where there is none, or more than any price. */
    private static double number(DuckDBDataChunkReader chunk, int column, int i) throws SQLException {
        double value = chunk.vector(column).getDouble(i, Double.NaN);
        return Math.abs(value) <= 1e15 ? value : Double.NaN;
    }

    /** As in text, an amount that is left out is 0. */
    private static double amount(DuckDBDataChunkReader chunk, int column, int i) throws SQLException {
        DuckDBReadableVector amounts = chunk.vector(column);
        return amounts.isNull(i) ? 0 : number(chunk, column, i);
    }
}
