package io.regimen.activities.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against sums over every path that there is: slow, and without a line in common. */
class MarkovFitTest {
    private static final int STATES = 3;
    private static final int ROWS = 8;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void next_isTheProbabilityOverAllPathsUpToTheRow(long seed) {
        double[][] rows = rows(ROWS, seed);
        MarkovFit fit = fit(rows, seed);
        MarkovFit.Filter filter = fit.tracker();
        for (int row = 0; row < ROWS; row++) {
            int told = filter.next(rows[row]);
            double[] states = new EveryPath(fit, rows, row + 1).at(row);
            for (int state = 0; state < STATES; state++) {
                assertEquals(states[state], filter.belief(state), 1e-12);
                assertTrue(states[told] >= states[state] - 1e-12);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void turn_expectsAndMaximisesAsOverAllPaths(long seed) {
        double[][] rows = rows(ROWS, seed);
        MarkovFit fit = fit(rows, seed);
        EveryPath before = new EveryPath(fit, rows, ROWS);
        assertEquals(Math.log(before.total), fit.turn(rows), 1e-10);
        for (int state = 0; state < STATES; state++) {
            double weight = 0;
            double sum = 0;
            double squares = 0;
            double moved = 0;
            for (int row = 0; row < ROWS; row++) {
                double share = before.at(row)[state];
                assertEquals(share, fit.share(row, state), 1e-12);
                if (!Double.isNaN(rows[row][1])) {
                    weight += share;
                    sum += share * rows[row][1];
                    squares += share * rows[row][1] * rows[row][1];
                }
                moved += row + 1 < ROWS ? share : 0;
            }
            assertEquals((before.at(0)[state] + 1) / (1 + STATES), fit.initial(state), 1e-12);
            assertEquals(sum / weight, fit.mean(state, 1), 1e-10);
            assertEquals(Math.max(1e-3, squares / weight - Math.pow(sum / weight, 2)), fit.variance(state, 1), 1e-10);
            for (int to = 0; to < STATES; to++) {
                assertEquals(
                        (before.moves[state][to] / before.total + 1) / (moved + STATES),
                        fit.transition(state, to),
                        1e-12);
            }
        }
    }

    /** What the rows were drawn from is found again. */
    @Test
    void of_findsWhatWasPlanted() {
        SplittableRandom random = new SplittableRandom(9);
        double[][] rows = new double[20_000][];
        boolean[] wild = new boolean[rows.length];
        for (int row = 0; row < rows.length; row++) {
            boolean moves = random.nextDouble() < 0.02;
            wild[row] = row > 0 && wild[row - 1] != moves;
            rows[row] = new double[] {(wild[row] ? 0.2 : -0.1) + (wild[row] ? 1.5 : 0.5) * random.nextGaussian()};
        }
        MarkovFit fit = fit(rows, 2, 9);
        int calm = fit.variance(0, 0) < fit.variance(1, 0) ? 0 : 1;
        assertEquals(0.02, fit.transition(calm, 1 - calm), 0.004);
        assertEquals(0.02, fit.transition(1 - calm, calm), 0.004);
        assertEquals(-0.1, fit.mean(calm, 0), 0.02);
        assertEquals(0.2, fit.mean(1 - calm, 0), 0.06);
        assertEquals(0.25, fit.variance(calm, 0), 0.01);
        assertEquals(2.25, fit.variance(1 - calm, 0), 0.1);
        MarkovFit.Filter filter = fit.tracker();
        int right = 0;
        for (int row = 0; row < rows.length; row++) {
            right += (filter.next(rows[row]) == calm) != wild[row] ? 1 : 0;
        }
        assertTrue(right > 0.9 * rows.length, right + " right");
    }

    @Test
    void turn_neverLosesLikelihood() {
        double[][] rows = rows(2_000, 11);
        MarkovFit fit = fit(rows, 11);
        double before = fit.turn(rows);
        for (int turn = 0; turn < 20; turn++) {
            double now = fit.turn(rows);
            // what counts as seen once more than it was may cost a little
            assertTrue(now > before - 0.05, before + " before " + now);
            before = now;
        }
    }

    private static double[][] rows(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] out = new double[size][];
        for (int row = 0; row < size; row++) {
            out[row] = new double[] {random.nextGaussian(), random.nextGaussian() * (row % 3)};
        }
        out[3] = new double[] {Double.NaN, Double.NaN};
        return out;
    }

    private static MarkovFit fit(double[][] rows, long seed) {
        return fit(rows, STATES, seed);
    }

    private static MarkovFit fit(double[][] rows, int states, long seed) {
        return MarkovFit.of(rows, states, new SplittableRandom(seed));
    }

    /** Probabilities of every path of states through the first rows. */
    private static final class EveryPath {
        private final double[][] states;
        private final double[][] moves = new double[STATES][STATES];
        private double total;

        EveryPath(MarkovFit fit, double[][] rows, int size) {
            states = new double[size][STATES];
            int[] path = new int[size];
            for (int number = 0; number < Math.pow(STATES, size); number++) {
                int rest = number;
                for (int row = 0; row < size; row++) {
                    path[row] = rest % STATES;
                    rest /= STATES;
                }
                add(path, probability(fit, rows, path));
            }
        }

        private void add(int[] path, double probability) {
            total += probability;
            for (int row = 0; row < path.length; row++) {
                states[row][path[row]] += probability;
                if (row > 0) {
                    moves[path[row - 1]][path[row]] += probability;
                }
            }
        }

        private static double probability(MarkovFit fit, double[][] rows, int[] path) {
            double out = fit.initial(path[0]);
            for (int row = 0; row < path.length; row++) {
                out *= row == 0 ? 1 : fit.transition(path[row - 1], path[row]);
                for (int column = 0; column < 2 && !Double.isNaN(rows[row][0]); column++) {
                    double variance = fit.variance(path[row], column);
                    double error = rows[row][column] - fit.mean(path[row], column);
                    out *= Math.exp(-error * error / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
                }
            }
            return out;
        }

        /** The probability of each state at a row. */
        double[] at(int row) {
            double[] out = new double[STATES];
            for (int state = 0; state < STATES; state++) {
                out[state] = states[row][state] / total;
            }
            return out;
        }
    }
}
