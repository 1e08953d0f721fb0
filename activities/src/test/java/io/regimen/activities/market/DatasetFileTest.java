package io.regimen.activities.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.Timeframe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFileTest {
    @TempDir
    private Path folder;

    private static Dataset plain(String symbol, double lastClose) {
        return new Dataset(
                symbol,
                Timeframe.H1,
                new long[] {3600, 7200, 14_400},
                new double[][] {{1, 2, 3}, {2, 3, 4}, {0.5, 1.5, 2.5}, {1.5, 2.5, lastClose}},
                new double[] {0, 0.1, 1e9},
                DatasetExtras.none());
    }

    @Test
    void hash_ofKnownContent_isGolden() {
        // an outside program must be able to name a dataset: SHA-256 of the text head and the columns, little-endian
        assertEquals(
                "2601bceb5e04681194d34753b17eccdef83c01a7efa09f67aeda765dd8e23945",
                plain("EURUSD", 3.5).hash());
    }

    @Test
    void hash_changesWithEveryPart() {
        String hash = plain("EURUSD", 3.5).hash();
        assertEquals(hash, plain("EURUSD", 3.5).hash());
        assertNotEquals(hash, plain("GBPUSD", 3.5).hash());
        assertNotEquals(hash, plain("EURUSD", Math.nextUp(3.5)).hash());
    }

    @Test
    void read_afterWrite_isTheSame() throws IOException {
        Path file = folder.resolve("it's.parquet");
        DatasetFile.write(plain("EURUSD", 3.5), file);
        Dataset read = DatasetFile.read(file, plain("EURUSD", 3.5).hash());
        assertEquals("EURUSD", read.symbol());
        assertEquals(Timeframe.H1, read.timeframe());
        assertFalse(read.quoted() || read.hasTrueRegimes());
        assertEquals(3.5, read.bars().close(2));
        assertEquals(1e9, read.bars().volume(2));
        assertEquals(14_400, read.bars().time(2));
    }

    @Test
    void write_simulated_twice_givesTheSameBytesAndKeepsRegimes() throws IOException {
        Dataset dataset = SimulatedMarket.generate(SimulationSpec.hourly("EURUSD", 130_000, 1));
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        DatasetFile.write(dataset, one);
        DatasetFile.write(SimulatedMarket.generate(SimulationSpec.hourly("EURUSD", 130_000, 1)), two);
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
        Dataset read = DatasetFile.read(one);
        assertEquals(dataset.hash(), read.hash());
        assertTrue(read.quoted() && read.hasTrueRegimes());
        for (int i = 0; i < read.size(); i += 997) {
            assertEquals(dataset.trueRegime(i), read.trueRegime(i));
        }
        assertEquals(dataset.bars().halfSpread(77), read.bars().halfSpread(77));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(2, left.count(), "no unfinished file is left");
        }
    }

    @Test
    void write_overAnOldFile_replacesIt() throws IOException {
        Path file = folder.resolve("d");
        DatasetFile.write(plain("EURUSD", 3.5), file);
        DatasetFile.write(plain("GBPUSD", 3.5), file);
        assertEquals("GBPUSD", DatasetFile.read(file).symbol());
    }

    @Test
    void read_anotherDataset_isRefused() throws IOException {
        Path file = folder.resolve("d");
        DatasetFile.write(plain("EURUSD", 3.5), file);
        String other = plain("GBPUSD", 3.5).hash();
        assertThrows(CorruptDatasetException.class, () -> DatasetFile.read(file, other));
    }

    @Test
    void read_damagedFile_isRefused() throws IOException {
        Dataset dataset = SimulatedMarket.generate(SimulationSpec.hourly("EURUSD", 2_000, 1));
        Path file = folder.resolve("d");
        DatasetFile.write(dataset, file);
        byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at += good.length / 40) {
            byte[] bad = good.clone();
            bad[at] ^= 0x10;
            Files.write(file, bad);
            try {
                // a flipped bit may fall where nothing of the content is, but never changes it unseen
                assertEquals(dataset.hash(), DatasetFile.read(file).hash());
            } catch (CorruptDatasetException e) {
                assertTrue(String.valueOf(e.getMessage()).contains("again"));
            }
        }
        Files.write(file, java.util.Arrays.copyOf(good, good.length / 2));
        assertThrows(CorruptDatasetException.class, () -> DatasetFile.read(file));
        Files.write(file, "not parquet".getBytes(StandardCharsets.UTF_8));
        assertThrows(CorruptDatasetException.class, () -> DatasetFile.read(file));
        Files.write(file, new byte[0]);
        assertThrows(CorruptDatasetException.class, () -> DatasetFile.read(file));
        assertThrows(NoSuchFileException.class, () -> DatasetFile.read(folder.resolve("nowhere")));
    }

    /** Well-made Parquet that is no dataset, or whose content was exchanged under the old hash. */
    @Test
    void read_foreignParquet_isRefused() throws IOException, SQLException {
        String hash = plain("EURUSD", 3.5).hash();
        String metadata = "KV_METADATA {symbol: 'EURUSD', timeframe: '1h', sha256: '" + hash + "'}";
        String row = "SELECT 3600::BIGINT start_second, 1.0::DOUBLE open, 1.0::DOUBLE high, 1.0::DOUBLE low,"
                + " 1.0::DOUBLE AS close, 0.0::DOUBLE volume";
        String[] contents = {
            "SELECT 1 AS a) TO '%s' (FORMAT parquet)",
            row + ") TO '%s' (FORMAT parquet)",
            row + ") TO '%s' (FORMAT parquet, " + metadata + ")",
            row + " WHERE false) TO '%s' (FORMAT parquet, " + metadata + ")",
            row.replace("1.0::DOUBLE open", "NULL::DOUBLE open") + ") TO '%s' (FORMAT parquet, " + metadata + ")",
            row.replace("1.0::DOUBLE open", "'x' open") + ") TO '%s' (FORMAT parquet, " + metadata + ")",
        };
        for (String content : contents) {
            Path file = folder.resolve("foreign.parquet");
            try (Connection db = DriverManager.getConnection("jdbc:duckdb:");
                    Statement sql = db.createStatement()) {
                sql.execute("COPY (" + content.formatted(file));
            }
            assertThrows(CorruptDatasetException.class, () -> DatasetFile.read(file), content);
        }
    }

    @Test
    void dataset_unorderedOrUneven_isRefused() {
        double[][] prices = {{1, 1}, {1, 1}, {1, 1}, {1, 1}};
        assertThrows(
                IllegalArgumentException.class,
                () -> new Dataset(
                        "EURUSD", Timeframe.H1, new long[] {2, 1}, prices, new double[2], DatasetExtras.none()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Dataset(
                        "EURUSD", Timeframe.H1, new long[] {1, 2}, prices, new double[1], DatasetExtras.none()));
        assertThrows(IllegalStateException.class, () -> plain("EURUSD", 3.5).trueRegime(0));
    }
}
