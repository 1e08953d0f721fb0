package io.regimen.activities.market;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** An entry of a zip whose checksum is compared at its end; the JDK does so only when it reads a zip as a stream. */
final class VerifiedEntry extends CheckedInputStream {
    private final ZipEntry entry;

    VerifiedEntry(InputStream in, ZipEntry entry) {
        super(in, new CRC32());
        this.entry = entry;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        if (n < 0 && entry.getCrc() != -1 && entry.getCrc() != getChecksum().getValue()) {
            throw new ZipException("checksum of the entry differs");
        }
        return n;
    }
}
