package io.regimen.activities.inference;

/**
 * Sums of several values over the last {@code length} rows pushed.
 *
 * <p>Nothing is ever subtracted, so a huge value leaves no trace once it has left the window, and a sum depends on the
 * rows of its window only: the rows are cut into blocks of the window's length (at multiples of it, wherever the first
 * row lies), and a window is the end of one block, summed backwards when it was full, and the beginning of the next
 * (van Herk 1992; Gil and Werman 1993).
 */
final class RollingSums {
    private final int length;
    private final int width;
    /** Rows of the current block up to the position; behind it sums from a row to the end of the previous block. */
    private final double[] block;

    private final double[] blockSums;
    private final double[] sums;
    private int position;
    private int count;

    /**
     * @param width values per row
     * @param firstRow number of the first row that will be pushed
     */
    RollingSums(int length, int width, int firstRow) {
        this.length = length;
        this.width = width;
        this.block = new double[length * width];
        this.blockSums = new double[width];
        this.sums = new double[width];
        this.position = firstRow % length;
    }

    void push(double[] row) {
        int at = position * width;
        count = Math.min(count + 1, length);
        position++;
        if (position < length) {
            int after = at + width;
            for (int k = 0; k < width; k++) {
                double value = row[k];
                double sum = blockSums[k] + value;
                block[at + k] = value;
                blockSums[k] = sum;
                sums[k] = sum + block[after + k];
            }
            return;
        }
        for (int k = 0; k < width; k++) {
            block[at + k] = row[k];
            sums[k] = blockSums[k] + row[k];
            blockSums[k] = 0;
        }
        for (int i = at - 1; i >= 0; i--) {
            block[i] += block[i + width];
        }
        position = 0;
    }

    /** Rows in the window: the length, or fewer at the start. */
    int count() {
        return count;
    }

    /** The sums, one per value of a row; the array is overwritten by the next push. */
    double[] sums() {
        return sums;
    }
}
