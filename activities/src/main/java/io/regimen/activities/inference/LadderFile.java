package io.regimen.activities.inference;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * A {@link SignalLadder} as bytes: two bits a bar for the direction under the lowest threshold, then for each higher one
 * a bit for every signal that passed the one before, then, if any signal is held for something else than the horizon,
 * two bytes for every signal. Equal ladders have equal bytes; what they say of time is only the order of the bars.
 */
public final class LadderFile {
    private static final int VERSION = 1;
    private static final int MAX_BARS = 20_000_000;

    private LadderFile() {}

    public static byte[] write(SignalLadder ladder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            int bars = ladder.to() - ladder.from();
            boolean held = isHeldForHorizon(ladder, bars);
            out.writeByte(VERSION);
            out.writeInt(bars);
            out.writeShort(ladder.rungCount());
            out.writeShort(ladder.horizon());
            out.writeBoolean(held);
            BitWriter bits = new BitWriter(out);
            for (int i = 0; i < bars; i++) {
                bits.write(ladder.rung(i) != 0);
                bits.write(ladder.rung(i) < 0);
            }
            for (int passed = 1; passed < ladder.rungCount(); passed++) {
                for (int i = 0; i < bars; i++) {
                    int rung = Math.abs(ladder.rung(i));
                    if (rung >= passed) {
                        bits.write(rung > passed);
                    }
                }
            }
            bits.flush();
            if (!held) {
                for (int i = 0; i < bars; i++) {
                    if (ladder.rung(i) != 0) {
                        out.writeShort(ladder.holding(i));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param from first bar
     * @throws IllegalArgumentException if these are no such bytes
     */
    public static SignalLadder read(byte[] file, int from) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            int version = in.readUnsignedByte();
            int bars = in.readInt();
            int rungCount = in.readUnsignedShort();
            int horizon = in.readUnsignedShort();
            boolean held = in.readBoolean();
            if (version != VERSION || bars < 0 || bars > MAX_BARS) {
                throw new IllegalArgumentException("signals of version " + version + " on " + bars + " bars");
            }
            BitReader bits = new BitReader(in);
            short[] rungs = new short[bars];
            for (int i = 0; i < bars; i++) {
                boolean signal = bits.read();
                boolean down = bits.read();
                rungs[i] = (short) (signal ? down ? -1 : 1 : 0);
            }
            for (int passed = 1; passed < rungCount; passed++) {
                for (int i = 0; i < bars; i++) {
                    if (Math.abs(rungs[i]) == passed && bits.read()) {
                        rungs[i] += (short) Integer.signum(rungs[i]);
                    }
                }
            }
            short[] holding = new short[bars];
            Arrays.fill(holding, (short) horizon);
            for (int i = 0; i < bars && !held; i++) {
                if (rungs[i] != 0) {
                    holding[i] = holding(in.readUnsignedShort(), horizon);
                }
            }
            if (in.available() > 0) {
                throw new IllegalArgumentException(in.available() + " bytes behind the signals");
            }
            return new SignalLadder(from, rungCount, horizon, rungs, holding);
        } catch (IOException e) {
            throw new IllegalArgumentException("the signals end too early", e);
        }
    }

    private static short holding(int bars, int horizon) {
        if (bars < 1 || bars > horizon) {
            throw new IllegalArgumentException("a signal held for " + bars + " bars at horizon " + horizon);
        }
        return (short) bars;
    }

    private static boolean isHeldForHorizon(SignalLadder ladder, int bars) {
        for (int i = 0; i < bars; i++) {
            if (ladder.holding(i) != ladder.horizon()) {
                return false;
            }
        }
        return true;
    }

    private static final class BitWriter {
        private final DataOutputStream out;
        private int bits;
        private int count;

        BitWriter(DataOutputStream out) {
            this.out = out;
        }

        void write(boolean bit) throws IOException {
            bits = bits << 1 | (bit ? 1 : 0);
            if (++count == 8) {
                out.writeByte(bits);
                bits = 0;
                count = 0;
            }
        }

        void flush() throws IOException {
            while (count > 0) {
                write(false);
            }
        }
    }

    private static final class BitReader {
        private final DataInputStream in;
        private int bits;
        private int left;

        BitReader(DataInputStream in) {
            this.in = in;
        }

        boolean read() throws IOException {
            if (left == 0) {
                bits = in.readUnsignedByte();
                left = 8;
            }
            return (bits >> --left & 1) == 1;
        }
    }
}
