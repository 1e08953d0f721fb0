package io.regimen.activities.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.ModelType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFileTest {
    private static final byte[] FILE = new ModelFileWriter(ModelType.RIDGE, 3, Heads.of(4), 30)
            .doubles(Vector.of(1.5, -0.0, Double.MIN_VALUE))
            .bytes(new byte[] {1, 2})
            .toBytes();

    @Test
    void read_givesWhatWasWritten() {
        ModelFile in = ModelFile.read(ModelType.RIDGE, FILE);
        in.requireSections(2);
        assertEquals(3, in.members());
        assertEquals(Heads.of(4), in.heads());
        assertEquals(30, in.columns());
        assertArrayEquals(
                new double[] {1.5, -0.0, Double.MIN_VALUE}, in.doubles(0, 3).toArray());
        assertArrayEquals(new byte[] {1, 2}, in.bytes(1));
    }

    @Test
    void read_refusesEveryTruncation() {
        for (int length = 0; length < FILE.length; length++) {
            byte[] cut = Arrays.copyOf(FILE, length);
            assertThrows(CorruptModelException.class, () -> ModelFile.read(ModelType.RIDGE, cut));
            if (length > 12) {
                byte[] sealed = sealed(cut);
                assertThrows(CorruptModelException.class, () -> ModelFile.read(ModelType.RIDGE, sealed));
            }
        }
        byte[] longer = sealed(Arrays.copyOf(FILE, FILE.length + 1));
        assertThrows(CorruptModelException.class, () -> ModelFile.read(ModelType.RIDGE, longer));
    }

    @Test
    void read_refusesEveryFlippedBit() {
        for (int bit = 0; bit < 8 * FILE.length; bit++) {
            byte[] flipped = FILE.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(CorruptModelException.class, () -> ModelFile.read(ModelType.RIDGE, flipped));
        }
    }

    /** The fields at their offsets, with a right checksum: the limits must hold on their own. */
    @ParameterizedTest
    @CsvSource({
        "format version, 8, 2",
        "family, 12, 2147483647",
        "family, 12, -1",
        "members, 21, 0",
        "members, 21, 2147483647",
        "heads, 25, 0",
        "heads, 25, 1000000",
        "head step, 29, 0",
        "head step, 29, 2",
        "head step, 33, 1",
        "columns, 45, 0",
        "columns, 45, 2000000000",
        "sections, 49, -1",
        "sections, 49, 2000000000",
        "section 0, 53, -5",
        "section 0, 53, 2147483647",
    })
    void read_refusesCountsBeyondTheLimits(String field, int offset, int value) {
        byte[] file = FILE.clone();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        byte[] sealed = sealed(file);
        CorruptModelException refused =
                assertThrows(CorruptModelException.class, () -> ModelFile.read(ModelType.RIDGE, sealed));
        assertTrue(refused.toString().contains(field), refused.toString());
    }

    @Test
    void read_refusesAnotherFamily() {
        assertThrows(CorruptModelException.class, () -> ModelFile.read(ModelType.XGBOOST, FILE));
    }

    @Test
    void doubles_refusesAnotherNumberOrNaN() {
        ModelFile in = ModelFile.read(ModelType.RIDGE, FILE);
        assertThrows(CorruptModelException.class, () -> in.doubles(0, 2));
        assertThrows(CorruptModelException.class, () -> in.doubles(1, 3));
        assertThrows(CorruptModelException.class, () -> in.requireSections(3));
        byte[] file = new ModelFileWriter(ModelType.RIDGE, 1, Heads.of(1), 1)
                .doubles(Vector.of(Double.NaN))
                .toBytes();
        assertThrows(
                CorruptModelException.class,
                () -> ModelFile.read(ModelType.RIDGE, file).doubles(0, 1));
    }

    @Test
    void read_refusesMoreThanTheLimit() {
        byte[] huge = new byte[FlatFile.MAX_BYTES + 1];
        CorruptModelException refused =
                assertThrows(CorruptModelException.class, () -> ModelFile.read(ModelType.RIDGE, huge));
        assertTrue(refused.toString().contains("268435456"));
    }

    private static byte[] sealed(byte[] file) {
        byte[] out = file.clone();
        int end = out.length - Integer.BYTES;
        ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).putInt(end, FlatFile.checksum(out, end));
        return out;
    }
}
