package io.regimen.activities.market;

import io.regimen.workflows.Timeframe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/**
 * A dataset as a Parquet file: {@code start_second} (start of the bar, seconds since 1970 UTC), the prices, {@code volume},
 * and {@code true_regime} for simulated bars; symbol, timeframe and hash are in the file's metadata. The same dataset
 * written by the same library version gives the same bytes.
 */
public final class DatasetFile {
    private static final List<String> OHLC = List.of("open", "high", "low", "close");
    private static final int MAX_ROWS = ImportLimits.DEFAULT.rows();

    private DatasetFile() {}

    /**
     * Writes a dataset; replaces the file in one step, so that no half of it is ever seen.
     *
     * @throws IOException if it cannot be written; the file is then as it was
     */
    public static void write(Dataset dataset, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(folder, ".dataset", ".unfinished");
        try {
            try (DuckDBConnection db = DuckDb.open();
                    Statement sql = db.createStatement()) {
                List<String> columns = priceColumns(dataset.quoted());
                sql.execute("CREATE TABLE bars (start_second BIGINT, "
                        + String.join(" DOUBLE, ", columns) + " DOUBLE, volume DOUBLE"
                        + extraColumns(dataset.extras()) + ")");
                append(dataset, db);
                // symbol, timeframe and hash cannot hold a quotation mark
                sql.execute("COPY bars TO " + DuckDb.literal(unfinished)
                        + " (FORMAT parquet, COMPRESSION zstd, KV_METADATA {symbol: '" + dataset.symbol()
                        + "', timeframe: '" + dataset.timeframe() + "', sha256: '" + dataset.hash() + "'})");
            } catch (SQLException e) {
                throw new IOException("dataset " + dataset.hash() + " cannot be written to " + file, e);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Reads the dataset with a hash.
     *
     * @throws CorruptDatasetException if the file holds another one, or none
     */
    public static Dataset read(Path file, String expectedHash) throws IOException {
        Dataset dataset = read(file);
        if (!dataset.hash().equals(expectedHash)) {
            throw new CorruptDatasetException(
                    file + " holds dataset " + dataset.hash() + ", not " + expectedHash + "; fetch it again");
        }
        return dataset;
    }

    /**
     * Reads a dataset, and compares its content with the hash it was written with.
     *
     * @throws CorruptDatasetException if the file is damaged or no dataset
     * @throws IOException if there is no such file
     */
    public static Dataset read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (DuckDBConnection db = DuckDb.open()) {
            DuckDb.shutIn(db, file);
            Map<String, String> metadata = metadata(db, file);
            Dataset dataset = read(db, file, metadata);
            if (!dataset.hash().equals(metadata.get("sha256"))) {
                throw new CorruptDatasetException(file + " holds content with hash " + dataset.hash() + " but says "
                        + metadata.get("sha256") + "; fetch or import it again");
            }
            return dataset;
        } catch (SQLException | IllegalArgumentException e) {
            throw new CorruptDatasetException(
                    file + " is damaged or not a dataset of this format; fetch or import it again", e);
        }
    }

    private static Dataset read(DuckDBConnection db, Path file, Map<String, String> metadata) throws SQLException {
        List<String> names = names(db, file);
        boolean quoted = names.contains("bid_open");
        int rows = rows(db, file);
        long[] time = new long[rows];
        double[][] prices = new double[quoted ? 8 : 4][rows];
        double[] volume = new double[rows];
        DatasetExtras extras = new DatasetExtras();
        StringBuilder select = new StringBuilder("SELECT start_second::BIGINT, "
                + String.join("::DOUBLE, ", priceColumns(quoted)) + "::DOUBLE, volume::DOUBLE");
        if (names.contains("quote_volume")) {
            extras.quoteVolume = new double[rows];
            select.append(", quote_volume::DOUBLE");
        }
        if (names.contains("trades")) {
            extras.trades = new double[rows];
            select.append(", trades::DOUBLE");
        }
        if (names.contains("repaired")) {
            extras.repaired = new boolean[rows];
            select.append(", repaired::SMALLINT");
        }
        if (names.contains("true_regime")) {
            extras.trueRegime = new short[rows];
            select.append(", true_regime::SMALLINT");
        }
        select.append(" FROM read_parquet(").append(DuckDb.literal(file)).append(')');
        // an absent value is read as one that the hash cannot agree with
        int from = 0;
        try (DuckDBPreparedStatement query = db.prepare(select.toString());
                DuckDBChunkedResult result = query.query()) {
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                int n = Math.toIntExact(chunk.rowCount());
                if (from + n > rows) {
                    throw new SQLException("more rows than announced");
                }
                DuckDBReadableVector starts = chunk.vector(0);
                for (int i = 0; i < n; i++) {
                    time[from + i] = starts.getLong(i, Long.MIN_VALUE);
                }
                for (int p = 0; p < prices.length; p++) {
                    copy(chunk.vector(1 + p), n, prices[p], from);
                }
                copy(chunk.vector(1 + prices.length), n, volume, from);
                copyExtras(chunk, 2 + prices.length, n, extras, from);
                from += n;
            }
        }
        return new Dataset(
                metadata.getOrDefault("symbol", ""),
                Timeframe.parse(metadata.getOrDefault("timeframe", "")),
                time,
                prices,
                volume,
                extras);
    }

    private static void copyExtras(DuckDBDataChunkReader chunk, int first, int n, DatasetExtras into, int at)
            throws SQLException {
        int column = first;
        if (into.quoteVolume != null) {
            copy(chunk.vector(column++), n, into.quoteVolume, at);
        }
        if (into.trades != null) {
            copy(chunk.vector(column++), n, into.trades, at);
        }
        if (into.repaired != null) {
            DuckDBReadableVector filled = chunk.vector(column++);
            for (int i = 0; i < n; i++) {
                into.repaired[at + i] = filled.getShort(i, (short) 0) != 0;
            }
        }
        if (into.trueRegime != null) {
            DuckDBReadableVector states = chunk.vector(column);
            for (int i = 0; i < n; i++) {
                into.trueRegime[at + i] = states.getShort(i, (short) -1);
            }
        }
    }

    private static void copy(DuckDBReadableVector from, int n, double[] into, int at) {
        for (int i = 0; i < n; i++) {
            into[at + i] = from.getDouble(i, Double.NaN);
        }
    }

    private static void append(Dataset dataset, DuckDBConnection db) throws SQLException {
        DatasetExtras extras = dataset.extras();
        try (DuckDBAppender rows = db.createAppender("bars")) {
            for (int i = 0; i < dataset.size(); i++) {
                rows.beginRow().append(dataset.time(i));
                for (int p = 0; p < dataset.priceColumns(); p++) {
                    rows.append(dataset.price(p, i));
                }
                rows.append(dataset.volume(i));
                if (extras.quoteVolume != null) {
                    rows.append(extras.quoteVolume[i]);
                }
                if (extras.trades != null) {
                    rows.append(extras.trades[i]);
                }
                if (extras.repaired != null) {
                    rows.append((short) (extras.repaired[i] ? 1 : 0));
                }
                if (extras.trueRegime != null) {
                    rows.append(extras.trueRegime[i]);
                }
                rows.endRow();
            }
        }
    }

    private static String extraColumns(DatasetExtras extras) {
        return (extras.quoteVolume == null ? "" : ", quote_volume DOUBLE")
                + (extras.trades == null ? "" : ", trades DOUBLE")
                + (extras.repaired == null ? "" : ", repaired SMALLINT")
                + (extras.trueRegime == null ? "" : ", true_regime SMALLINT");
    }

    private static List<String> priceColumns(boolean quoted) {
        return quoted
                ? Stream.of("bid_", "ask_")
                        .flatMap(side -> OHLC.stream().map(price -> side + price))
                        .toList()
                : OHLC;
    }

    private static SortedMap<String, String> metadata(DuckDBConnection db, Path file) throws SQLException {
        SortedMap<String, String> out = new TreeMap<>();
        try (Statement sql = db.createStatement();
                ResultSet rows = sql.executeQuery("SELECT decode(key), decode(value) FROM parquet_kv_metadata("
                        + DuckDb.literal(file) + ") WHERE decode(key) IN ('symbol', 'timeframe', 'sha256')")) {
            while (rows.next()) {
                out.put(rows.getString(1), rows.getString(2));
            }
        }
        return out;
    }

    private static List<String> names(DuckDBConnection db, Path file) throws SQLException {
        List<String> out = new ArrayList<>();
        try (Statement sql = db.createStatement();
                ResultSet rows = sql.executeQuery("SELECT name FROM parquet_schema(" + DuckDb.literal(file) + ")")) {
            while (rows.next()) {
                out.add(rows.getString(1));
            }
        }
        return out;
    }

    private static int rows(DuckDBConnection db, Path file) throws SQLException {
        try (Statement sql = db.createStatement();
                ResultSet rows =
                        sql.executeQuery("SELECT num_rows FROM parquet_file_metadata(" + DuckDb.literal(file) + ")")) {
            long count = rows.next() ? rows.getLong(1) : 0;
            if (count < 1 || count > MAX_ROWS) {
                throw new SQLException(count + " rows, where 1 to " + MAX_ROWS + " are possible");
            }
            return (int) count;
        }
    }
}
