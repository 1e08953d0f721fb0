package io.regimen.activities.inference;

import java.util.Arrays;

/**
 * Sums of several columns over the last {@code length} rows, a block of rows at a time.
 *
 * <p>Nothing is ever subtracted, so a huge value leaves no trace once it has left the window, and a sum depends on the
 * rows of its window only: the rows are cut into blocks of the window's length (at multiples of it, wherever the first
 * row lies), and a window is the end of one block, summed backwards, and the beginning of the next (van Herk 1992; Gil
 * and Werman 1993).
 *
 * <p>Use: fill {@link #row}, for offsets [from, to) of the block, then {@link #advance}; {@link #sum} then holds the sums
 * of the windows that end there. All columns have room for {@link #PADDING} more rows, which are 0.
 */
final class WindowSums {
    /** Rows that may be touched behind the end of a block: what the widest register takes. */
    static final int PADDING = 8;

    /** Columns summed side by side: an addition takes four times as long as the machine needs to start the next. */
    private static final int ABREAST = 4;

    final int length;
    final int columns;
    /** By column, the rows of the block. */
    final double[][] row;
    /** By column, the sums of the windows that end at each row of the block. */
    final double[][] sum;
    /** By column, the sums from each row of the block before to its end. */
    private final double[][] tail;

    WindowSums(int length, int columns) {
        int padded = (columns + ABREAST - 1) / ABREAST * ABREAST;
        this.length = length;
        this.columns = columns;
        this.row = new double[padded][length + PADDING];
        this.sum = new double[padded][length + PADDING];
        this.tail = new double[padded][length + 1];
    }

    /**
     * Sums the block's rows [from, to); from is 0 but in the first block, to is the length but in the last.
     */
    void advance(int from, int to) {
        for (int column = 0; column < columns; column += ABREAST) {
            Arrays.fill(row[column], 0, from, 0);
            Arrays.fill(row[column + 1], 0, from, 0);
            Arrays.fill(row[column + 2], 0, from, 0);
            Arrays.fill(row[column + 3], 0, from, 0);
            advance(column, from, to);
            for (int k = column; k < column + ABREAST; k++) {
                Arrays.fill(sum[k], to, to + PADDING, 0);
            }
        }
    }

    private void advance(int column, int from, int to) {
        double[] row0 = row[column];
        double[] row1 = row[column + 1];
        double[] row2 = row[column + 2];
        double[] row3 = row[column + 3];
        double[] tail0 = tail[column];
        double[] tail1 = tail[column + 1];
        double[] tail2 = tail[column + 2];
        double[] tail3 = tail[column + 3];
        double[] sum0 = sum[column];
        double[] sum1 = sum[column + 1];
        double[] sum2 = sum[column + 2];
        double[] sum3 = sum[column + 3];
        double head0 = 0;
        double head1 = 0;
        double head2 = 0;
        double head3 = 0;
        for (int i = from; i < to; i++) {
            head0 += row0[i];
            head1 += row1[i];
            head2 += row2[i];
            head3 += row3[i];
            sum0[i] = head0 + tail0[i + 1];
            sum1[i] = head1 + tail1[i + 1];
            sum2[i] = head2 + tail2[i + 1];
            sum3[i] = head3 + tail3[i + 1];
        }
        if (to < length) {
            return;
        }
        double end0 = 0;
        double end1 = 0;
        double end2 = 0;
        double end3 = 0;
        for (int i = length - 1; i >= 0; i--) {
            end0 += row0[i];
            end1 += row1[i];
            end2 += row2[i];
            end3 += row3[i];
            tail0[i] = end0;
            tail1[i] = end1;
            tail2[i] = end2;
            tail3[i] = end3;
        }
    }
}
