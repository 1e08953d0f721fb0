package io.regimen.workercpu.model;

import io.regimen.activities.inference.Arithmetic;

/** Sends rows through trees. Whatever the way, each forecast is the result of the same operations in the same order. */
interface TreeWalk {
    /** Columns and sums have room for a multiple of so many rows. */
    int ROWS = 64;

    static TreeWalk of(Arithmetic arithmetic) {
        return switch (arithmetic) {
            case SCALAR -> new ScalarTreeWalk();
            case VECTOR -> new VectorTreeWalk();
        };
    }

    /**
     * Adds a leaf of every tree to each row's sum.
     *
     * @param columns features by column, then row; only those that the trees use are looked at
     * @param sum by row
     */
    void add(Trees trees, float[][] columns, int rows, float[] sum);
}
