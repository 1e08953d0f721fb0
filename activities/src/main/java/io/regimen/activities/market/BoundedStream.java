package io.regimen.activities.market;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacked bytes, counted: refuses to give more than the limits allow. */
final class BoundedStream extends FilterInputStream {
    private final String name;
    private final long packed;
    private final ImportLimits limits;
    private long out;

    BoundedStream(InputStream in, String name, long packed, ImportLimits limits) {
        super(in);
        this.name = name;
        this.packed = packed;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = super.read(buffer, offset, length);
        if (n > 0) {
            out += n;
            if (out > limits.bytes()) {
                throw new ImportException(name + " holds more than " + limits.bytes()
                        + " bytes when unpacked; split it into shorter periods");
            }
            if (out > limits.ratioFrom() && out / packed > limits.ratio()) {
                throw new ImportException(name + " unpacks to more than " + limits.ratio()
                        + " times its size, as no file of bars does; unpack it by hand if you trust it");
            }
        }
        return n;
    }
}
