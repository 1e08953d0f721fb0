package io.regimen.activities.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.model.Matrix;
import io.regimen.workflows.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureSetFileTest {
    private static final String HASH = "f".repeat(64);

    /** Values that compare equal, or do not compare at all, and yet are not the same. */
    private static final double[] AWKWARD = {
        0.0,
        -0.0,
        Double.NaN,
        Double.longBitsToDouble(0x7ff8000000001234L),
        Double.longBitsToDouble(0xfff8000000000000L),
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MAX_VALUE,
        0.1,
        Math.nextUp(0.1)
    };

    @TempDir
    private Path folder;

    private static FeatureSet set(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows);
        Matrix values = new Matrix(rows, columns);
        List<String> names = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            names.add("feature \"" + c + "\", it's 100 %");
            for (int t = 0; t < rows; t++) {
                // few distinct values invite an encoder to merge them
                double value = c % 2 == 0
                        ? AWKWARD[random.nextInt(AWKWARD.length)]
                        : Double.longBitsToDouble(random.nextLong());
                values.set(t, c, value);
            }
        }
        return new FeatureSet(values, names, Math.min(7, rows), columns / 2, 3);
    }

    static void assertSame(FeatureSet expected, FeatureSet actual) {
        assertEquals(expected.names(), actual.names());
        assertEquals(expected.warmup(), actual.warmup());
        assertEquals(expected.arColumn(), actual.arColumn());
        assertEquals(expected.arLags(), actual.arLags());
        assertArrayEquals(bits(expected.values()), bits(actual.values()));
    }

    private static long[] bits(Matrix values) {
        long[] out = new long[values.rows() * values.columns()];
        for (int t = 0; t < values.rows(); t++) {
            for (int c = 0; c < values.columns(); c++) {
                out[t * values.columns() + c] = Double.doubleToRawLongBits(values.get(t, c));
            }
        }
        return out;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2048, 3", "2049, 3", "5000, 700", "130000, 2"})
    void read_afterWrite_isTheSameToTheLastBit(int rows, int columns) throws IOException {
        Path file = folder.resolve("it's a set.parquet");
        FeatureSet set = set(rows, columns);
        String sha256 = FeatureSetFile.write(set, HASH, file);
        assertSame(set, FeatureSetFile.read(file, HASH, sha256));
    }

    @Test
    void write_twice_givesTheSameBytesAndLeavesNothingElse() throws IOException {
        FeatureSet set = set(3000, 20);
        String first = FeatureSetFile.write(set, HASH, folder.resolve("first"));
        String second = FeatureSetFile.write(set, HASH, folder.resolve("second"));
        assertEquals(first, second);
        assertArrayEquals(Files.readAllBytes(folder.resolve("first")), Files.readAllBytes(folder.resolve("second")));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 2000, -1, -9})
    void read_flippedBit_isRefusedBeforeItIsParsed(int at) throws IOException {
        Path file = folder.resolve("set");
        String sha256 = FeatureSetFile.write(set(3000, 4), HASH, file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[Math.floorMod(at, bytes.length)] ^= 1;
        Files.write(file, bytes);
        CorruptFeatureSetException refused =
                assertThrows(CorruptFeatureSetException.class, () -> FeatureSetFile.read(file, HASH, sha256));
        assertTrue(String.valueOf(refused.getMessage()).contains("instead of " + sha256), refused::toString);
    }

    @Test
    void read_truncatedOrMissing_isRefused() throws IOException {
        Path file = folder.resolve("set");
        String sha256 = FeatureSetFile.write(set(3000, 4), HASH, file);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000));
        assertThrows(CorruptFeatureSetException.class, () -> FeatureSetFile.read(file, HASH, sha256));
        Files.delete(file);
        assertThrows(NoSuchFileException.class, () -> FeatureSetFile.read(file, HASH, sha256));
    }

    @Test
    void read_anotherSetOrAnotherFormat_isRefused() throws IOException {
        Path file = folder.resolve("set");
        String sha256 = FeatureSetFile.write(set(10, 2), "0".repeat(64), file);
        CorruptFeatureSetException other =
                assertThrows(CorruptFeatureSetException.class, () -> FeatureSetFile.read(file, HASH, sha256));
        assertTrue(String.valueOf(other.getMessage()).contains("holds " + "0".repeat(64)), other::toString);

        Files.writeString(file, "PAR1 but no more");
        String known = Json.sha256Hex(Files.readAllBytes(file));
        assertThrows(CorruptFeatureSetException.class, () -> FeatureSetFile.read(file, HASH, known));
    }

    @Test
    void write_namesThatDifferInCaseOnly_areRefused() {
        FeatureSet set = new FeatureSet(new Matrix(2, 2), List.of("ema", "EMA"), 0, 0, 1);
        assertThrows(IllegalArgumentException.class, () -> FeatureSetFile.write(set, HASH, folder.resolve("set")));
    }
}
