package io.regimen.workercpu.model;

import io.regimen.activities.model.CorruptModelException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Regression trees of one booster: what they say is a constant plus a leaf of each tree, added in single precision in the
 * order of the trees, as XGBoost does. A row goes to the left child if its feature is below the threshold.
 *
 * <p>Nodes of a tree lie level by level, so that the two children of a node are the next two that no node before it has:
 * neither the bytes nor the arrays could hold a loop, or a node that cannot be reached. Bytes, little-endian:
 *
 * <pre>
 * float constant | int trees | for each tree: int nodes | for each node: int feature, or -1 for a leaf; float threshold or leaf
 * </pre>
 */
final class Trees {
    static final int LEAF = -1;

    private static final int NODE_BYTES = Integer.BYTES + Float.BYTES;

    final float constant;
    /** First node of each tree, and behind the last. */
    final int[] start;
    /** Column that a node looks at; {@link #LEAF} for leaves. */
    final int[] feature;
    /** Threshold of a node, value of a leaf. */
    final float[] value;
    /** Left child, counted from the first node of its tree; the right one is the next. */
    final int[] left;
    /** The columns that any node looks at, ascending. */
    final int[] columnsUsed;

    /**
     * @param start as the field
     * @param feature as the field
     * @param value as the field
     * @throws CorruptModelException if a tree is not whole, a value not finite or a column not one of those given
     */
    Trees(float constant, int[] start, int[] feature, float[] value, int columns) {
        this.constant = finite(constant);
        this.start = start;
        this.feature = feature;
        this.value = value;
        this.left = new int[feature.length];
        this.columnsUsed = Arrays.stream(feature)
                .filter(column -> column != LEAF)
                .sorted()
                .distinct()
                .toArray();
        for (int tree = 0; tree + 1 < start.length; tree++) {
            int nodes = start[tree + 1] - start[tree];
            int next = 1;
            for (int node = 0; node < nodes; node++) {
                int at = start[tree] + node;
                finite(value[at]);
                if (feature[at] < LEAF || feature[at] >= columns || node >= next) {
                    throw new CorruptModelException("tree " + tree + " has node " + node + " of " + nodes
                            + " at feature " + feature[at] + " of " + columns);
                }
                if (feature[at] != LEAF) {
                    left[at] = next;
                    next += 2;
                }
            }
            if (next != nodes) {
                throw new CorruptModelException("tree " + tree + " has " + nodes + " nodes, but wants " + next);
            }
        }
    }

    private static float finite(float value) {
        if (!Float.isFinite(value)) {
            throw new CorruptModelException("a tree that holds " + value);
        }
        return value;
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws CorruptModelException if the bytes are anything else
     */
    static Trees read(byte[] bytes, int columns) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            float constant = in.getFloat();
            int trees = in.getInt();
            if (trees < 0 || trees > in.remaining() / Integer.BYTES) {
                throw new CorruptModelException("a booster of " + trees + " trees in " + bytes.length + " bytes");
            }
            int[] start = new int[trees + 1];
            int[] feature = new int[in.remaining() / NODE_BYTES];
            float[] value = new float[feature.length];
            int at = 0;
            for (int tree = 0; tree < trees; tree++) {
                int nodes = in.getInt();
                if (nodes < 1 || nodes > in.remaining() / NODE_BYTES) {
                    throw new CorruptModelException(
                            "a tree of " + nodes + " nodes with " + in.remaining() + " bytes left");
                }
                for (int node = 0; node < nodes; node++, at++) {
                    feature[at] = in.getInt();
                    value[at] = in.getFloat();
                }
                start[tree + 1] = at;
            }
            if (in.hasRemaining()) {
                throw new CorruptModelException("a booster with " + in.remaining() + " bytes after its end");
            }
            return new Trees(constant, start, Arrays.copyOf(feature, at), Arrays.copyOf(value, at), columns);
        } catch (BufferUnderflowException e) {
            CorruptModelException corrupt = new CorruptModelException("a booster that ends too early");
            corrupt.initCause(e);
            throw corrupt;
        }
    }

    byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(
                        Float.BYTES + Integer.BYTES + (start.length - 1) * Integer.BYTES + feature.length * NODE_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.putFloat(constant).putInt(start.length - 1);
        for (int tree = 0; tree + 1 < start.length; tree++) {
            out.putInt(start[tree + 1] - start[tree]);
            for (int at = start[tree]; at < start[tree + 1]; at++) {
                out.putInt(feature[at]).putFloat(value[at]);
            }
        }
        return out.array();
    }
}
