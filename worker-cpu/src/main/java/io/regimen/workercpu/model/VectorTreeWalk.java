package io.regimen.workercpu.model;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * 64 rows at a time: which of them reach a node is a word of 64 bits, and each node splits the word of its own rows in
 * two. Neighbouring rows go similar ways, so many nodes are reached by none.
 */
final class VectorTreeWalk implements TreeWalk {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int WIDTH = FLOATS.length();

    /** By node of a tree, the rows that reach it. */
    private long[] reached = {};

    @Override
    public void add(Trees trees, float[][] columns, int rows, float[] sum) {
        for (int row = 0; row < rows; row += ROWS) {
            for (int tree = 0; tree + 1 < trees.start.length; tree++) {
                add(trees, trees.start[tree], trees.start[tree + 1] - trees.start[tree], columns, row, sum);
            }
        }
    }

    private void add(Trees trees, int root, int nodes, float[][] columns, int row, float[] sum) {
        if (reached.length < nodes) {
            reached = new long[nodes];
        }
        long[] reached = this.reached;
        int[] feature = trees.feature;
        reached[0] = -1L;
        for (int node = 0; node < nodes; node++) {
            long here = reached[node];
            float value = trees.value[root + node];
            int column = feature[root + node];
            if (column == Trees.LEAF) {
                if (here != 0) {
                    addLeaf(value, here, row, sum);
                }
            } else {
                long below = here == 0 ? 0 : below(columns[column], row, value);
                int left = trees.left[root + node];
                reached[left] = here & below;
                reached[left + 1] = here & ~below;
            }
        }
    }

    private static long below(float[] column, int row, float threshold) {
        long out = 0;
        for (int k = 0; k < ROWS; k += WIDTH) {
            out |= FloatVector.fromArray(FLOATS, column, row + k)
                            .compare(VectorOperators.LT, threshold)
                            .toLong()
                    << k;
        }
        return out;
    }

    private static void addLeaf(float value, long rows, int row, float[] sum) {
        for (int k = 0; k < ROWS; k += WIDTH) {
            FloatVector.fromArray(FLOATS, sum, row + k)
                    .add(value, VectorMask.fromLong(FLOATS, rows >>> k))
                    .intoArray(sum, row + k);
        }
    }
}
