package io.regimen.workercpu.model;

/** One row at a time. */
final class ScalarTreeWalk implements TreeWalk {
    @Override
    public void add(Trees trees, float[][] columns, int rows, float[] sum) {
        for (int tree = 0; tree + 1 < trees.start.length; tree++) {
            int root = trees.start[tree];
            for (int row = 0; row < rows; row++) {
                int node = root;
                while (trees.feature[node] != Trees.LEAF) {
                    boolean below = columns[trees.feature[node]][row] < trees.value[node];
                    node = root + trees.left[node] + (below ? 0 : 1);
                }
                sum[row] += trees.value[node];
            }
        }
    }
}
