package io.regimen.activities.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PackedFileTest {
    @Test
    void pack_repetitiveFile_isSmallerAndComesBack() {
        byte[] file = new byte[50_000];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) (i % 97);
        }
        byte[] packed = PackedFile.pack(file);

        assertTrue(packed.length < file.length / 10);
        assertArrayEquals(packed, PackedFile.pack(file), "the same bytes each time: they are hashed");
        assertArrayEquals(file, PackedFile.unpack(packed));
    }

    @Test
    void pack_noise_isLeftAsItIs() {
        byte[] noise = new byte[10_000];
        new SplittableRandom(1).nextBytes(noise);

        assertSame(noise, PackedFile.pack(noise));
        assertSame(noise, PackedFile.unpack(noise));
        byte[] empty = new byte[0];
        assertSame(empty, PackedFile.unpack(empty));
    }

    @Test
    void unpack_brokenOrCutOff_isCorrupt() {
        byte[] packed = PackedFile.pack(new byte[5_000]);

        assertThrows(CorruptModelException.class, () -> PackedFile.unpack(Arrays.copyOf(packed, packed.length / 2)));
        packed[packed.length - 6] ^= 1;
        assertThrows(CorruptModelException.class, () -> PackedFile.unpack(packed));
    }

    @Test
    void unpack_moreThanAllowed_isRefused() {
        byte[] packed = PackedFile.pack(new byte[5_000]);

        assertEquals(5_000, PackedFile.unpack(packed, 5_000).length);
        String message = assertThrows(CorruptModelException.class, () -> PackedFile.unpack(packed, 4_999))
                .getMessage();
        assertTrue(String.valueOf(message).contains("more than"), message);
    }
}
