package io.regimen.activities.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSumsTest {
    private static final int COLUMNS = 6;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50})
    void advance_equalsSumOfTheWindow(int length) {
        double[][] rows = rows(3 * length + 5);
        double[][] sums = sums(rows, length, 0);
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < COLUMNS; k++) {
                double expected = 0;
                for (int j = Math.max(0, i - length + 1); j <= i; j++) {
                    expected += rows[j][k];
                }
                assertEquals(expected, sums[i][k], 1e-12);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 8, 20})
    void advance_fullWindowDoesNotDependOnTheFirstRow(int firstRow) {
        double[][] rows = rows(60);
        double[][] all = sums(rows, 7, 0);
        double[][] late = sums(rows, 7, firstRow);
        for (int i = firstRow + 6; i < rows.length; i++) {
            for (int k = 0; k < COLUMNS; k++) {
                assertEquals(all[i][k], late[i][k], 0, "row " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50})
    void advance_hugeValueLeavesNoTrace(int length) {
        double[][] rows = rows(4 * length);
        double[][] plain = sums(rows, length, 0);
        Arrays.fill(rows[length / 2], 1e200);
        double[][] shocked = sums(rows, length, 0);
        for (int i = length / 2 + length; i < rows.length; i++) {
            for (int k = 0; k < COLUMNS; k++) {
                assertEquals(plain[i][k], shocked[i][k], 0, "row " + i);
            }
        }
    }

    /** By row, then column. */
    private static double[][] sums(double[][] rows, int length, int firstRow) {
        WindowSums window = new WindowSums(length, COLUMNS);
        double[][] out = new double[rows.length][COLUMNS];
        for (int block = firstRow / length * length; block < rows.length; block += length) {
            int from = Math.max(0, firstRow - block);
            int to = Math.min(length, rows.length - block);
            for (int i = from; i < to; i++) {
                for (int k = 0; k < COLUMNS; k++) {
                    window.row[k][i] = rows[block + i][k];
                }
            }
            window.advance(from, to);
            for (int i = from; i < to; i++) {
                for (int k = 0; k < COLUMNS; k++) {
                    out[block + i][k] = window.sum[k][i];
                }
            }
        }
        return out;
    }

    private static double[][] rows(int size) {
        SplittableRandom random = new SplittableRandom(5);
        double[][] out = new double[size][COLUMNS];
        for (double[] row : out) {
            for (int k = 0; k < COLUMNS; k++) {
                row[k] = random.nextDouble(-1, 1);
            }
        }
        return out;
    }
}
