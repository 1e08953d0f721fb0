package io.regimen.activities.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Model files as they are stored: compressed where that saves a tenth or more, which it does for trees and not for tables
 * of coefficients. Hashes are of the stored bytes, so nothing is decompressed before its hash was compared.
 */
public final class PackedFile {
    private static final int MAGIC = 0x8b1f;
    private static final double WORTH_IT = 0.9;

    private PackedFile() {}

    /** The bytes to store: gzip (RFC 1952), or the file itself. */
    public static byte[] pack(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length / 2 + 64);
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            packing.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.size() <= WORTH_IT * file.length ? out.toByteArray() : file;
    }

    /**
     * The file that was packed; bytes that are not packed are the file.
     *
     * @throws CorruptModelException if they cannot be unpacked, or unpack to more than {@link FlatFile#MAX_BYTES}
     */
    public static byte[] unpack(byte[] stored) {
        return unpack(stored, FlatFile.MAX_BYTES);
    }

    static byte[] unpack(byte[] stored, int most) {
        if (stored.length < 2 || ((stored[0] & 0xff) | ((stored[1] & 0xff) << 8)) != MAGIC) {
            return stored;
        }
        try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            byte[] file = unpacking.readNBytes(most + 1);
            if (file.length > most) {
                throw new CorruptModelException(
                        "unpacked it has more than the " + most + " bytes that a model file may have");
            }
            return file;
        } catch (IOException e) {
            throw new CorruptModelException("the model file cannot be unpacked: " + e.getMessage());
        }
    }
}
