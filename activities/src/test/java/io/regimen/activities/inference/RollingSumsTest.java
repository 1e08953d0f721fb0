package io.regimen.activities.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollingSumsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50})
    void push_equalsSumOfTheWindow(int length) {
        double[][] rows = rows(3 * length + 5);
        RollingSums sums = new RollingSums(length, 2, 0);
        for (int i = 0; i < rows.length; i++) {
            sums.push(rows[i]);
            assertEquals(Math.min(i + 1, length), sums.count());
            for (int k = 0; k < 2; k++) {
                double expected = 0;
                for (int j = Math.max(0, i - length + 1); j <= i; j++) {
                    expected += rows[j][k];
                }
                assertEquals(expected, sums.sums()[k], 1e-12);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7, 8, 20})
    void push_fullWindowDoesNotDependOnTheFirstRow(int firstRow) {
        double[][] rows = rows(60);
        RollingSums all = new RollingSums(7, 2, 0);
        RollingSums late = new RollingSums(7, 2, firstRow);
        for (int i = 0; i < rows.length; i++) {
            all.push(rows[i]);
            if (i >= firstRow) {
                late.push(rows[i]);
            }
            if (i >= firstRow + 6) {
                assertArrayEquals(all.sums(), late.sums(), 0, "row " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50})
    void push_hugeValueLeavesNoTrace(int length) {
        double[][] rows = rows(4 * length);
        RollingSums plain = new RollingSums(length, 2, 0);
        RollingSums shocked = new RollingSums(length, 2, 0);
        for (int i = 0; i < rows.length; i++) {
            plain.push(rows[i]);
            shocked.push(i == length / 2 ? new double[] {1e200, -1e200} : rows[i]);
            if (i >= length / 2 + length) {
                assertArrayEquals(plain.sums(), shocked.sums(), 0, "row " + i);
            }
        }
    }

    private static double[][] rows(int size) {
        SplittableRandom random = new SplittableRandom(5);
        double[][] out = new double[size][2];
        for (double[] row : out) {
            row[0] = random.nextDouble(-1, 1);
            row[1] = random.nextDouble();
        }
        return out;
    }
}
