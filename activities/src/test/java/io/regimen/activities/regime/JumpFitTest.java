package io.regimen.activities.regime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JumpFitTest {
    private static final int ROWS = 9;
    private static final double[][] CENTRES = {{-1, 0}, {1, 0.5}, {0, 2}};

    /** Held against the cost of every path that there is. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1, 3, 50})
    void path_isTheCheapestOfAll(double penalty) {
        for (long seed = 1; seed <= 20; seed++) {
            double[][] rows = rows(ROWS, seed);
            assertArrayEquals(cheapest(rows, CENTRES, penalty), JumpFit.path(rows, CENTRES, penalty));
        }
    }

    /** Online: the last state of the cheapest path through the rows so far, whatever comes. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 3})
    void next_isTheEndOfTheCheapestPathSoFar(double penalty) {
        for (long seed = 1; seed <= 20; seed++) {
            double[][] rows = rows(ROWS, seed);
            JumpFit fit = JumpFit.of(rows, 3, penalty, new SplittableRandom(seed));
            double[][] centres = centres(fit, rows);
            StateModel.Tracker tracker = fit.tracker();
            for (int row = 0; row < ROWS; row++) {
                byte[] path = cheapest(Arrays.copyOf(rows, row + 1), centres, penalty);
                assertEquals(path[row], tracker.next(rows[row]), "seed " + seed + " row " + row);
            }
        }
    }

    @Test
    void of_findsWhatWasPlanted_andAPenaltyKeepsItFromJumping() {
        SplittableRandom random = new SplittableRandom(3);
        double[][] rows = new double[5_000][];
        int[] truth = new int[rows.length];
        for (int row = 0; row < rows.length; row++) {
            truth[row] = row / 100 % 3;
            rows[row] = new double[] {
                CENTRES[truth[row]][0] + random.nextGaussian(), CENTRES[truth[row]][1] + random.nextGaussian()
            };
        }
        assertTrue(agreement(truth, JumpFit.of(rows, 3, 10, new SplittableRandom(1))) > 0.97);
        assertTrue(agreement(truth, JumpFit.of(rows, 3, 0, new SplittableRandom(1))) < 0.85);
    }

    /** Share of the rows in the most frequent state of each truth. */
    private static double agreement(int[] truth, JumpFit fit) {
        int[][] counts = new int[3][3];
        for (int row = 0; row < truth.length; row++) {
            for (int state = 0; state < 3; state++) {
                counts[truth[row]][state] += (int) fit.share(row, state);
            }
        }
        return Arrays.stream(counts)
                        .mapToInt(row -> Arrays.stream(row).max().orElse(0))
                        .sum()
                / (double) truth.length;
    }

    /** A fit's centres are the means of its rows; a state without rows is none that a path would end in. */
    private static double[][] centres(JumpFit fit, double[][] rows) {
        double[][] out = new double[3][2];
        for (int state = 0; state < 3; state++) {
            double weight = 0;
            for (int row = 0; row < rows.length; row++) {
                if (!Double.isNaN(rows[row][0])) {
                    weight += fit.share(row, state);
                    out[state][0] += fit.share(row, state) * rows[row][0];
                    out[state][1] += fit.share(row, state) * rows[row][1];
                }
            }
            out[state][0] = weight == 0 ? 1e6 : out[state][0] / weight;
            out[state][1] /= Math.max(1, weight);
        }
        return out;
    }

    private static byte[] cheapest(double[][] rows, double[][] centres, double penalty) {
        byte[] best = new byte[rows.length];
        double lowest = Double.POSITIVE_INFINITY;
        byte[] path = new byte[rows.length];
        for (int number = 0; number < Math.pow(3, rows.length); number++) {
            int rest = number;
            double cost = 0;
            for (int row = 0; row < rows.length; row++) {
                path[row] = (byte) (rest % 3);
                rest /= 3;
                cost += row > 0 && path[row] != path[row - 1] ? penalty : 0;
                for (int column = 0; column < 2 && !Double.isNaN(rows[row][0]); column++) {
                    cost += Math.pow(rows[row][column] - centres[path[row]][column], 2) / 2;
                }
            }
            if (cost < lowest - 1e-12) {
                lowest = cost;
                best = path.clone();
            }
        }
        return best;
    }

    private static double[][] rows(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] out = new double[size][];
        for (int row = 0; row < size; row++) {
            out[row] = new double[] {2 * random.nextGaussian(), 2 * random.nextGaussian()};
        }
        return out;
    }
}
