package io.regimen.activities.step;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.function.IntPredicate;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** P&amp;L per bar with the start of each bar, as it is kept of a configuration that may lead. */
final class PnlStream {
    private static final int MAX_BARS = 20_000_000;

    private final long[] seconds;
    private final Vector pnl;

    private PnlStream(long[] seconds, Vector pnl) {
        this.seconds = seconds;
        this.pnl = pnl;
    }

    /** @param first bar of the first value */
    static PnlStream of(Bars bars, int first, Vector pnl) {
        long[] seconds = new long[pnl.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = bars.time(first + i);
        }
        return new PnlStream(seconds, pnl);
    }

    /** The values of two streams on the bars that both have. */
    record Shared(Vector first, Vector second) {}

    /** @param wanted which bars of this stream, counted from 0 */
    Shared shared(PnlStream other, IntPredicate wanted) {
        Vector own = new Vector(seconds.length);
        Vector others = new Vector(seconds.length);
        int size = 0;
        int j = 0;
        for (int i = 0; i < seconds.length; i++) {
            while (j < other.seconds.length && other.seconds[j] < seconds[i]) {
                j++;
            }
            if (j < other.seconds.length && other.seconds[j] == seconds[i] && wanted.test(i)) {
                own.set(size, pnl.get(i));
                others.set(size, other.pnl.get(j));
                size++;
            }
        }
        return new Shared(head(own, size), head(others, size));
    }

    private static Vector head(Vector values, int size) {
        Vector out = new Vector(size);
        for (int i = 0; i < size; i++) {
            out.set(i, values.get(i));
        }
        return out;
    }

    /** Number of bars, then the times as differences, then the values; deflated, in base 64. */
    String toText() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(seconds.length);
            for (int i = 0; i < seconds.length; i++) {
                out.writeLong(i == 0 ? seconds[0] : seconds[i] - seconds[i - 1]);
            }
            for (int i = 0; i < seconds.length; i++) {
                out.writeDouble(pnl.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** @param text base 64, with or without line breaks */
    static PnlStream read(String text) {
        byte[] bytes = Base64.getMimeDecoder().decode(text);
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            int size = in.readInt();
            if (size < 0 || size > MAX_BARS) {
                throw new IOException("a stream of " + size + " bars");
            }
            long[] seconds = new long[size];
            for (int i = 0; i < size; i++) {
                seconds[i] = in.readLong() + (i == 0 ? 0 : seconds[i - 1]);
            }
            Vector pnl = new Vector(size);
            for (int i = 0; i < size; i++) {
                pnl.set(i, in.readDouble());
            }
            return new PnlStream(seconds, pnl);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
