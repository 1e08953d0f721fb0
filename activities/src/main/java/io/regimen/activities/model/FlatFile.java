package io.regimen.activities.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What the flat files of models have in common: little-endian, a magic text at the beginning, a CRC-32C of everything before it
 * at the end. The checksum tells a damaged file early; that a file is the right one is told by its SHA-256, which is checked
 * before.
 */
public final class FlatFile {
    /** Largest file that is read or written. */
    public static final int MAX_BYTES = 256 << 20;

    private FlatFile() {}

    /**
     * The content after the magic and before the checksum.
     *
     * @param what the file is, for messages
     * @throws CorruptModelException if it is too large, of another kind, or damaged
     */
    public static ByteBuffer open(byte[] file, byte[] magic, String what) {
        if (file.length > MAX_BYTES) {
            throw new CorruptModelException(file.length + " bytes; a model file has at most " + MAX_BYTES);
        }
        if (file.length < magic.length + Integer.BYTES
                || !Arrays.equals(file, 0, magic.length, magic, 0, magic.length)) {
            throw new CorruptModelException("not a " + what);
        }
        int end = file.length - Integer.BYTES;
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt(end) != checksum(file, end)) {
            throw new CorruptModelException("the checksum of the model file is wrong");
        }
        return in.position(magic.length).limit(end);
    }

    /**
     * The next whole number.
     *
     * @throws CorruptModelException if it is out of bounds, or the content ends before it
     */
    public static int count(ByteBuffer in, String what, int min, int max) {
        if (in.remaining() < Integer.BYTES) {
            throw new CorruptModelException("the model file ends before its " + what);
        }
        int value = in.getInt();
        if (value < min || value > max) {
            throw new CorruptModelException(what + " is " + value + ", allowed are " + min + " to " + max);
        }
        return value;
    }

    /** CRC-32C of the first bytes of a file. */
    public static int checksum(byte[] file, int length) {
        CRC32C crc = new CRC32C();
        crc.update(file, 0, length);
        return (int) crc.getValue();
    }
}
