package io.regimen.activities.preprocess;

import io.regimen.activities.model.CorruptModelException;
import io.regimen.activities.model.FlatFile;
import io.regimen.activities.model.Vector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a model with its preprocessing: a flat container around the family's own file, never Java serialization.
 * Little-endian throughout:
 *
 * <pre>
 * magic "RGMPREPD" | int format version | int columns | columns times: int kind
 *   (0: nothing | 1: doubles low, high, centre, spread | 2: int n, n doubles values, n doubles scores)
 * | int length, bytes model file | int CRC-32C of all before
 * </pre>
 *
 * Same content, same bytes.
 */
final class PreparedFile {
    private static final byte[] MAGIC = "RGMPREPD".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT_VERSION = 1;
    private static final int MAX_COLUMNS = 10_000;
    private static final int RAW = 0;
    private static final int LINE = 1;
    private static final int KNOTS = 2;

    private final Preprocessor preprocessor;
    private final byte[] model;

    PreparedFile(Preprocessor preprocessor, byte[] model) {
        this.preprocessor = preprocessor;
        this.model = model.clone();
    }

    Preprocessor preprocessor() {
        return preprocessor;
    }

    /** The file of the model inside. */
    byte[] model() {
        return model.clone();
    }

    /** @throws IllegalStateException if the file would be larger than {@link FlatFile#MAX_BYTES} */
    byte[] toBytes() {
        long size = MAGIC.length + 4L * Integer.BYTES + model.length;
        for (int c = 0; c < preprocessor.columns(); c++) {
            size += Integer.BYTES + bytes(preprocessor.column(c));
        }
        if (size > FlatFile.MAX_BYTES) {
            throw new IllegalStateException(
                    "the model file would have " + size + " bytes; at most " + FlatFile.MAX_BYTES + " are allowed");
        }
        byte[] file = new byte[(int) size];
        ByteBuffer out = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).putInt(FORMAT_VERSION).putInt(preprocessor.columns());
        for (int c = 0; c < preprocessor.columns(); c++) {
            write(preprocessor.column(c), out);
        }
        out.putInt(model.length).put(model);
        out.putInt(FlatFile.checksum(file, out.position()));
        return file;
    }

    /** @throws CorruptModelException if it is not a whole file of this kind, or beyond the limits */
    static PreparedFile read(byte[] file) {
        ByteBuffer in = FlatFile.open(file, MAGIC, "model file with preprocessing");
        FlatFile.count(in, "format version", FORMAT_VERSION, FORMAT_VERSION);
        int columns = FlatFile.count(in, "columns", 1, MAX_COLUMNS);
        List<ColumnMap> maps = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            maps.add(column(in, c));
        }
        byte[] model =
                new byte[FlatFile.count(in, "length of the model", 0, Math.max(0, in.remaining() - Integer.BYTES))];
        in.get(model);
        if (in.hasRemaining()) {
            throw new CorruptModelException(in.remaining() + " bytes after the model");
        }
        return new PreparedFile(new Preprocessor(maps), model);
    }

    private static int bytes(ColumnMap map) {
        return switch (map) {
            case ColumnMap.Raw() -> 0;
            case ColumnMap.Line line -> 4 * Double.BYTES;
            case ColumnMap.Knots knots -> Integer.BYTES + 2 * knots.size() * Double.BYTES;
        };
    }

    private static void write(ColumnMap map, ByteBuffer out) {
        switch (map) {
            case ColumnMap.Raw() -> out.putInt(RAW);
            case ColumnMap.Line(double low, double high, double centre, double spread) ->
                out.putInt(LINE)
                        .putDouble(low)
                        .putDouble(high)
                        .putDouble(centre)
                        .putDouble(spread);
            case ColumnMap.Knots knots -> {
                out.putInt(KNOTS).putInt(knots.size());
                for (int k = 0; k < knots.size(); k++) {
                    out.putDouble(knots.value(k));
                }
                for (int k = 0; k < knots.size(); k++) {
                    out.putDouble(knots.score(k));
                }
            }
        }
    }

    private static ColumnMap column(ByteBuffer in, int column) {
        int kind = FlatFile.count(in, "kind of column " + column, RAW, KNOTS);
        try {
            if (kind == RAW) {
                return new ColumnMap.Raw();
            }
            if (kind == LINE) {
                Vector of = doubles(in, 4);
                return new ColumnMap.Line(of.get(0), of.get(1), of.get(2), of.get(3));
            }
            int knots = FlatFile.count(in, "knots of column " + column, 1, ColumnMap.Knots.MAX);
            return new ColumnMap.Knots(doubles(in, knots), doubles(in, knots));
        } catch (IllegalArgumentException e) {
            throw new CorruptModelException("column " + column + ": " + e.getMessage());
        }
    }

    private static Vector doubles(ByteBuffer in, int number) {
        if (in.remaining() < number * Double.BYTES) {
            throw new CorruptModelException("the model file ends within its preprocessing");
        }
        Vector out = new Vector(number);
        for (int i = 0; i < number; i++) {
            out.set(i, in.getDouble());
        }
        return out;
    }
}
