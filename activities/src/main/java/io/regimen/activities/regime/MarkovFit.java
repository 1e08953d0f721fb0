package io.regimen.activities.regime;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A hidden Markov chain whose states emit independent normal features, fitted by expectation maximisation (Baum, Petrie, Soules
 * and Weiss 1970; scaled as in Rabiner 1989, section V.A). Each transition counts as if it had been seen once more than it was, so
 * that none becomes impossible.
 */
final class MarkovFit implements StateModel {
    private static final int MAX_TURNS = 60;
    /** Gain of log likelihood per row below which a fit has converged. */
    private static final double ENOUGH = 2e-5;

    /** Of a jump in the first guess: states should last. */
    private static final double GUESS_PENALTY = 10;

    private static final double LEAST_VARIANCE = 1e-3;

    private final int states;
    private final double[] initial;
    private final double[][] transition;
    private final double[][] mean;
    private final double[][] variance;
    /** By state: what the logarithm of its density has in common for all rows. */
    private final double[] height;
    /** By row, then by state: the probability of the state, given all rows of the fit. */
    private final double[] posterior;

    private MarkovFit(int rows, int states, int columns) {
        this.states = states;
        initial = new double[states];
        transition = new double[states][states];
        mean = new double[states][columns];
        variance = new double[states][columns];
        height = new double[states];
        posterior = new double[rows * states];
    }

    /**
     * Fits from a first guess: jumps between clusters of features and of their sizes, by which states of the same mean are told
     * apart.
     *
     * @param rows at least one of them known
     */
    static MarkovFit of(double[][] rows, int states, SplittableRandom random) {
        JumpFit guess = JumpFit.of(withSizes(rows), states, GUESS_PENALTY, random);
        MarkovFit fit = new MarkovFit(rows.length, states, rows[0].length);
        double[][] moves = new double[states][states];
        for (int row = 0; row < rows.length; row++) {
            for (int state = 0; state < states; state++) {
                fit.posterior[row * states + state] = guess.share(row, state);
                for (int next = 0; next < states && row + 1 < rows.length; next++) {
                    moves[state][next] += guess.share(row, state) * guess.share(row + 1, next);
                }
            }
        }
        fit.maximise(rows, moves);
        double before = Double.NEGATIVE_INFINITY;
        for (int turn = 0; turn < MAX_TURNS; turn++) {
            double likelihood = fit.turn(rows);
            if (likelihood - before < ENOUGH * rows.length) {
                break;
            }
            before = likelihood;
        }
        return fit;
    }

    private static double[][] withSizes(double[][] rows) {
        double[][] out = new double[rows.length][];
        for (int row = 0; row < rows.length; row++) {
            int columns = rows[row].length;
            out[row] = Arrays.copyOf(rows[row], 2 * columns);
            for (int column = 0; column < columns; column++) {
                out[row][columns + column] = Math.abs(rows[row][column]);
            }
        }
        return out;
    }

    /** One turn; returns the log likelihood of the rows before it. */
    double turn(double[][] rows) {
        double[] emission = new double[rows.length * states];
        double[] scale = new double[rows.length];
        double[] belief = new double[rows.length * states];
        double likelihood = 0;
        for (int row = 0; row < rows.length; row++) {
            double highest = emissions(rows[row], emission, row * states);
            double total = 0;
            for (int state = 0; state < states; state++) {
                double mass = row == 0 ? initial[state] : 0;
                for (int from = 0; from < states && row > 0; from++) {
                    mass += belief[(row - 1) * states + from] * transition[from][state];
                }
                belief[row * states + state] = mass * emission[row * states + state];
                total += belief[row * states + state];
            }
            for (int state = 0; state < states; state++) {
                belief[row * states + state] /= total;
            }
            scale[row] = total;
            likelihood += Math.log(total) + highest;
        }
        maximise(rows, backwards(rows.length, emission, scale, belief));
        return likelihood;
    }

    /** Fills the posterior; returns the expected number of transitions. */
    private double[][] backwards(int rows, double[] emission, double[] scale, double[] belief) {
        double[][] moves = new double[states][states];
        double[] after = new double[states];
        double[] next = new double[states];
        Arrays.fill(after, 1);
        for (int row = rows - 1; row >= 0; row--) {
            for (int state = 0; state < states; state++) {
                posterior[row * states + state] = belief[row * states + state] * after[state];
            }
            if (row == 0) {
                break;
            }
            for (int state = 0; state < states; state++) {
                after[state] *= emission[row * states + state] / scale[row];
            }
            for (int from = 0; from < states; from++) {
                double sum = 0;
                for (int to = 0; to < states; to++) {
                    double mass = transition[from][to] * after[to];
                    moves[from][to] += belief[(row - 1) * states + from] * mass;
                    sum += mass;
                }
                next[from] = sum;
            }
            System.arraycopy(next, 0, after, 0, states);
        }
        return moves;
    }

    /** The parameters that make posterior and transitions most likely. */
    private void maximise(double[][] rows, double[][] moves) {
        for (int state = 0; state < states; state++) {
            initial[state] = (posterior[state] + 1) / (1 + states);
            double seen = Arrays.stream(moves[state]).sum();
            for (int to = 0; to < states; to++) {
                transition[state][to] = (moves[state][to] + 1) / (seen + states);
            }
            emit(rows, state);
        }
    }

    /** A state without any row keeps what it emits. */
    private void emit(double[][] rows, int state) {
        double weight = 0;
        double[] sums = new double[mean[state].length];
        double[] squares = new double[sums.length];
        for (int row = 0; row < rows.length; row++) {
            if (Double.isNaN(rows[row][0])) {
                continue;
            }
            double share = posterior[row * states + state];
            weight += share;
            for (int column = 0; column < sums.length; column++) {
                double value = rows[row][column];
                sums[column] += share * value;
                squares[column] += share * value * value;
            }
        }
        height[state] = 0;
        for (int column = 0; column < sums.length; column++) {
            double centre = weight > 0 ? sums[column] / weight : mean[state][column];
            mean[state][column] = centre;
            variance[state][column] =
                    Math.max(LEAST_VARIANCE, weight > 0 ? squares[column] / weight - centre * centre : 1);
            height[state] -= Math.log(2 * Math.PI * variance[state][column]) / 2;
        }
    }

    /** Writes the densities of a row as shares of the highest one, and returns the logarithm of that. */
    private double emissions(double[] row, double[] out, int at) {
        if (Double.isNaN(row[0])) {
            Arrays.fill(out, at, at + states, 1);
            return 0;
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (int state = 0; state < states; state++) {
            double log = height[state];
            for (int column = 0; column < row.length; column++) {
                double error = row[column] - mean[state][column];
                log -= error * error / variance[state][column] / 2;
            }
            out[at + state] = log;
            highest = Math.max(highest, out[at + state]);
        }
        for (int state = 0; state < states; state++) {
            out[at + state] = Math.exp(out[at + state] - highest);
        }
        return highest;
    }

    /** Probability of a state before the first row. */
    double initial(int state) {
        return initial[state];
    }

    double transition(int from, int to) {
        return transition[from][to];
    }

    double mean(int state, int column) {
        return mean[state][column];
    }

    double variance(int state, int column) {
        return variance[state][column];
    }

    @Override
    public double share(int row, int state) {
        return posterior[row * states + state];
    }

    /** The most probable state given the rows so far: the filter of Hamilton (1989), never smoothed. */
    @Override
    public Filter tracker() {
        return new Filter();
    }

    /** The probability of each state given the rows so far. */
    final class Filter implements Tracker {
        private final double[] belief = new double[states];
        private final double[] predicted = new double[states];
        private final double[] emission = new double[states];
        private boolean begun;

        @Override
        public int next(double[] row) {
            emissions(row, emission, 0);
            double total = 0;
            for (int state = 0; state < states; state++) {
                double mass = begun ? 0 : initial[state];
                for (int from = 0; from < states && begun; from++) {
                    mass += belief[from] * transition[from][state];
                }
                predicted[state] = mass * emission[state];
                total += predicted[state];
            }
            begun = true;
            int likeliest = 0;
            for (int state = 0; state < states; state++) {
                belief[state] = predicted[state] / total;
                likeliest = belief[state] > belief[likeliest] ? state : likeliest;
            }
            return likeliest;
        }

        double belief(int state) {
            return belief[state];
        }
    }
}
