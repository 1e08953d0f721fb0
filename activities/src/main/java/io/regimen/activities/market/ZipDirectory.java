package io.regimen.activities.market;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Looks at the end of a zip before the JDK reads its whole list of entries into memory. */
final class ZipDirectory {
    private static final int END = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int SIGNATURE = 0x06054b50;
    private static final int DIRECTORY_SIZE_AT = 12;
    private static final long MOST_BYTES = 1 << 20;

    private ZipDirectory() {}

    /** @throws ImportException if the list of entries is longer than that of any file of bars */
    static void check(Path file, String name) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            int length = (int) Math.min(bytes.length(), END + LONGEST_COMMENT);
            byte[] tail = new byte[length];
            bytes.seek(bytes.length() - length);
            bytes.readFully(tail);
            ByteBuffer end = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = length - END; at >= 0; at--) {
                if (end.getInt(at) == SIGNATURE
                        && Integer.toUnsignedLong(end.getInt(at + DIRECTORY_SIZE_AT)) > MOST_BYTES) {
                    throw new ImportException(name + " has a list of entries of more than " + MOST_BYTES
                            + " bytes; give a zip with exactly one data file");
                }
            }
        }
    }
}
