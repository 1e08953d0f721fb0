package io.regimen.workercpu.model;

import io.regimen.activities.model.CorruptModelException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Checks that bytes are one whole UBJSON object (Universal Binary JSON, draft 12). XGBoost's own reader trusts every length
 * it finds: cut bytes end the process there, not the reading. It also would try its old binary format on anything else.
 */
final class Ubjson {
    private static final int MAX_DEPTH = 64;

    private final ByteBuffer in;

    private Ubjson(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    /**
     * Walks over the bytes.
     *
     * @throws CorruptModelException if they are anything else, or go on after the object
     */
    static void requireObject(byte[] bytes) {
        Ubjson walk = new Ubjson(bytes);
        try {
            if (walk.in.get() != '{') {
                throw new CorruptModelException("a booster that is not UBJSON");
            }
            walk.object(1);
        } catch (BufferUnderflowException e) {
            CorruptModelException corrupt = new CorruptModelException("a booster that ends too early");
            corrupt.initCause(e);
            throw corrupt;
        }
        if (walk.in.hasRemaining()) {
            throw new CorruptModelException("a booster with " + walk.in.remaining() + " bytes after its end");
        }
    }

    private void object(int depth) {
        while (peek() != '}') {
            skip(length());
            value(in.get(), depth);
        }
        in.get();
    }

    private void array(int depth) {
        if (peek() == '$') {
            in.get();
            byte type = in.get();
            requireMarker((byte) '#', in.get());
            long count = length();
            int width = width(type);
            if (width < 1) {
                throw new CorruptModelException("a booster with a typed array of " + (char) type);
            }
            skip(count > in.remaining() ? count : count * width);
        } else if (peek() == '#') {
            in.get();
            for (long left = length(); left > 0; left--) {
                value(in.get(), depth);
            }
        } else {
            while (peek() != ']') {
                value(in.get(), depth);
            }
            in.get();
        }
    }

    private void value(byte type, int depth) {
        if (depth >= MAX_DEPTH) {
            throw new CorruptModelException("a booster nested deeper than " + MAX_DEPTH);
        }
        switch (type) {
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case 'S' -> skip(length());
            default -> skip(width(type));
        }
    }

    /** Bytes of a value of fixed size. */
    private static int width(byte type) {
        return switch (type) {
            case 'Z', 'T', 'F' -> 0;
            case 'i', 'U', 'C' -> 1;
            case 'I' -> 2;
            case 'l', 'd' -> 4;
            case 'L', 'D' -> 8;
            default -> throw new CorruptModelException("a booster with a value of type " + type);
        };
    }

    private long length() {
        byte type = in.get();
        long value = switch (type) {
            case 'i' -> in.get();
            case 'U' -> in.get() & 0xff;
            case 'I' -> in.getShort();
            case 'l' -> in.getInt();
            case 'L' -> in.getLong();
            default -> throw new CorruptModelException("a booster with a length of type " + type);
        };
        if (value < 0) {
            throw new CorruptModelException("a booster with a length of " + value);
        }
        return value;
    }

    private static void requireMarker(byte expected, byte found) {
        if (found != expected) {
            throw new CorruptModelException("a booster with " + found + " where " + (char) expected + " belongs");
        }
    }

    private byte peek() {
        if (!in.hasRemaining()) {
            throw new BufferUnderflowException();
        }
        return in.get(in.position());
    }

    private void skip(long bytes) {
        if (bytes > in.remaining()) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + (int) bytes);
    }
}
