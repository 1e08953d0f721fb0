package io.regimen.activities.feature;

import io.regimen.activities.market.DuckDb;
import io.regimen.activities.model.Matrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.duckdb.DuckDBWritableVector;

/**
 * A feature set as a Parquet file: one DOUBLE column per feature under its name, in order; hash, warm-up and the place of
 * the autoregressive block are in the file's metadata. Values come back bit for bit. The same set written by the same
 * library version gives the same bytes.
 */
public final class FeatureSetFile {
    private static final String FORMAT = "regimen-features-1";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** A dictionary takes -0.0 and 0.0 for one value and would give one back for the other. */
    private static final String ENCODING = "FORMAT parquet, COMPRESSION lz4_raw, DICTIONARY_SIZE_LIMIT 0";

    private FeatureSetFile() {}

    /**
     * Writes a feature set; replaces the file in one step, so that no half of it is ever seen.
     *
     * @param hash name of the set, see {@link FeatureSpec#hash}
     * @return lower-case hexadecimal SHA-256 of the file, which reading asks for
     * @throws IllegalArgumentException if two names differ in case only, or the hash is none
     * @throws IOException if it cannot be written; the file is then as it was
     */
    public static String write(FeatureSet set, String hash, Path file) throws IOException {
        check(set, hash);
        Path folder = file.toAbsolutePath().getParent();
        Path unfinished = Files.createTempFile(folder, ".features", ".unfinished");
        try {
            try (DuckDBConnection db = DuckDb.open();
                    Statement sql = db.createStatement();
                    DuckDBTableFunctionBuilder rows = DuckDBFunctions.tableFunction()) {
                rows.withName("feature_rows").withFunction(new Rows(set)).register(db);
                sql.execute("COPY (SELECT * FROM feature_rows()) TO " + DuckDb.literal(unfinished) + " (" + ENCODING
                        + ", KV_METADATA {format: '" + FORMAT + "', hash: '" + hash + "', warmup: '" + set.warmup()
                        + "', ar_column: '" + set.arColumn() + "', ar_lags: '" + set.arLags() + "'})");
            } catch (SQLException e) {
                throw new IOException("feature set " + hash + " cannot be written to " + file, e);
            }
            String sha256 = sha256(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return sha256;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Reads a feature set. The bytes are compared with their SHA-256 before anything of them is interpreted.
     *
     * @param hash name of the set
     * @param sha256 what {@link #write} returned
     * @throws CorruptFeatureSetException if the file has other bytes or holds another set
     * @throws IOException if there is no such file or it cannot be read
     */
    public static FeatureSet read(Path file, String hash, String sha256) throws IOException {
        String found = sha256(file);
        if (!found.equals(sha256)) {
            throw new CorruptFeatureSetException(
                    "the file of feature set " + hash + " has SHA-256 " + found + " instead of " + sha256);
        }
        try (DuckDBConnection db = DuckDb.open()) {
            DuckDb.shutIn(db, file);
            Map<String, String> metadata = metadata(db, file);
            if (!FORMAT.equals(metadata.get("format")) || !hash.equals(metadata.get("hash"))) {
                throw new CorruptFeatureSetException("the file of feature set " + hash + " holds "
                        + metadata.getOrDefault("hash", "something else") + " in format "
                        + metadata.getOrDefault("format", "unknown"));
            }
            return read(db, file, metadata);
        } catch (SQLException | IllegalArgumentException | ArithmeticException e) {
            throw new CorruptFeatureSetException("the file of feature set " + hash + " cannot be read", e);
        }
    }

    private static FeatureSet read(DuckDBConnection db, Path file, Map<String, String> metadata) throws SQLException {
        int rows = Integer.parseInt(metadata.getOrDefault("rows", ""));
        try (DuckDBPreparedStatement query = db.prepare("SELECT * FROM read_parquet(" + DuckDb.literal(file) + ")");
                DuckDBChunkedResult result = query.query()) {
            List<String> names = new ArrayList<>();
            for (int c = 0; c < result.columnCount(); c++) {
                names.add(result.columnName(c));
            }
            Matrix values = new Matrix(rows, names.size());
            int from = 0;
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                int n = Math.toIntExact(chunk.rowCount());
                for (int c = 0; c < names.size(); c++) {
                    DuckDBReadableVector column = chunk.vector(c);
                    for (int i = 0; i < n; i++) {
                        values.set(from + i, c, column.getDouble(i));
                    }
                }
                from += n;
            }
            return new FeatureSet(
                    values,
                    names,
                    Integer.parseInt(metadata.getOrDefault("warmup", "")),
                    Integer.parseInt(metadata.getOrDefault("ar_column", "")),
                    Integer.parseInt(metadata.getOrDefault("ar_lags", "")));
        }
    }

    /**
     * The rows of a set, handed to the database when it asks for them: nothing is copied in between, and hundreds of
     * columns need no statement that names them.
     */
    private record Rows(FeatureSet set) implements DuckDBTableFunction<FeatureSet, Rows.Position, Rows.Position> {
        private static final class Position {
            private int row;
        }

        @Override
        public FeatureSet bind(DuckDBTableFunctionBindInfo info) {
            set.names().forEach(name -> info.addResultColumn(name, DuckDBColumnType.DOUBLE));
            info.setCardinality(set.values().rows(), true);
            return set;
        }

        @Override
        public Position init(DuckDBTableFunctionInitInfo info) {
            info.setMaxThreads(1);
            return new Position();
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter out) {
            Position at = info.getInitData();
            Matrix values = set.values();
            int n = (int) Math.min(out.capacity(), values.rows() - at.row);
            for (int c = 0; c < values.columns(); c++) {
                DuckDBWritableVector column = out.vector(c);
                for (int i = 0; i < n; i++) {
                    column.setDouble(i, values.get(at.row + i, c));
                }
            }
            at.row += n;
            return n;
        }
    }

    private static void check(FeatureSet set, String hash) {
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("\"" + hash + "\" is no hash of a feature set");
        }
        long distinct = set.names().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        if (distinct != set.names().size() || distinct != set.values().columns()) {
            throw new IllegalArgumentException("the columns of feature set " + hash + " need names of their own");
        }
    }

    private static Map<String, String> metadata(DuckDBConnection db, Path file) throws SQLException {
        Map<String, String> out = new TreeMap<>();
        try (Statement sql = db.createStatement();
                ResultSet rows = sql.executeQuery(
                        "SELECT decode(key), decode(value) FROM parquet_kv_metadata(" + DuckDb.literal(file)
                                + ") UNION ALL SELECT 'rows', num_rows::VARCHAR FROM parquet_file_metadata("
                                + DuckDb.literal(file) + ")")) {
            while (rows.next()) {
                out.put(rows.getString(1), rows.getString(2));
            }
        }
        return out;
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
