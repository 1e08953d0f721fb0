package io.regimen.activities.regime;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A statistical jump model: the states' centres and the path through them with the lowest sum of half squared distances and of a
 * penalty per jump (Bemporad, Breschi, Piga and Boyd 2018, "Fitting jump models"; the online state as in Nystrup, Kolm and
 * Lindström 2020 and Shu, Yu and Mulvey 2024). Fitted by turns, the best path for the centres and the best centres for the path,
 * from several random starts. Without a penalty it is k-means.
 */
final class JumpFit implements StateModel {
    private static final int STARTS = 4;
    private static final int MAX_TURNS = 30;

    private final double[][] centres;
    private final double penalty;
    private final byte[] path;

    private JumpFit(double[][] centres, double penalty, byte[] path) {
        this.centres = centres;
        this.penalty = penalty;
        this.path = path;
    }

    /** @param rows at least one of them known */
    static JumpFit of(double[][] rows, int states, double penalty, SplittableRandom random) {
        JumpFit best = from(rows, centres(rows, states, random), penalty);
        double lowest = best.cost(rows);
        for (int start = 1; start < STARTS; start++) {
            JumpFit other = from(rows, centres(rows, states, random), penalty);
            double cost = other.cost(rows);
            if (cost < lowest) {
                best = other;
                lowest = cost;
            }
        }
        return best;
    }

    /** The best fit that turns lead to from these centres, which it changes. */
    private static JumpFit from(double[][] rows, double[][] centres, double penalty) {
        byte[] path = path(rows, centres, penalty);
        for (int turn = 0; turn < MAX_TURNS; turn++) {
            move(rows, path, centres);
            byte[] next = path(rows, centres, penalty);
            if (Arrays.equals(path, next)) {
                break;
            }
            path = next;
        }
        return new JumpFit(centres, penalty, path);
    }

    /** Rows that lie far apart: each drawn by its squared distance to those before (Arthur and Vassilvitskii 2007, k-means++). */
    private static double[][] centres(double[][] rows, int states, SplittableRandom random) {
        double[] weights = new double[rows.length];
        for (int row = 0; row < rows.length; row++) {
            weights[row] = Double.isNaN(rows[row][0]) ? 0 : 1;
        }
        double[][] out = new double[states][];
        for (int state = 0; state < states; state++) {
            out[state] = rows[drawn(weights, random)].clone();
            for (int row = 0; row < rows.length; row++) {
                double distance = Double.isNaN(rows[row][0]) ? 0 : loss(rows[row], out[state]);
                weights[row] = state == 0 ? distance : Math.min(weights[row], distance);
            }
        }
        return out;
    }

    /** A row, drawn by weights; where all of them are 0, any that is known is as good: the rows are all the same. */
    private static int drawn(double[] weights, SplittableRandom random) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        int last = 0;
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] > 0) {
                last = row;
                left -= weights[row];
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }

    /** The cheapest path through given centres, by dynamic programming (Viterbi 1967). */
    static byte[] path(double[][] rows, double[][] centres, double penalty) {
        int states = centres.length;
        byte[] before = new byte[rows.length * states];
        double[] costs = new double[states];
        for (int row = 0; row < rows.length; row++) {
            int cheapest = cheapest(costs);
            double jumped = costs[cheapest] + penalty;
            for (int state = 0; state < states; state++) {
                boolean jumps = jumped < costs[state];
                before[row * states + state] = (byte) (jumps ? cheapest : state);
                costs[state] = (jumps ? jumped : costs[state]) + loss(rows[row], centres[state]);
            }
        }
        byte[] out = new byte[rows.length];
        int state = cheapest(costs);
        for (int row = rows.length - 1; row >= 0; row--) {
            out[row] = (byte) state;
            state = before[row * states + state];
        }
        return out;
    }

    /** Moves each centre to the mean of its rows; one without rows stays. */
    private static void move(double[][] rows, byte[] path, double[][] centres) {
        double[][] sums = new double[centres.length][centres[0].length];
        int[] counts = new int[centres.length];
        for (int row = 0; row < rows.length; row++) {
            if (!Double.isNaN(rows[row][0])) {
                counts[path[row]]++;
                for (int column = 0; column < rows[row].length; column++) {
                    sums[path[row]][column] += rows[row][column];
                }
            }
        }
        for (int state = 0; state < centres.length; state++) {
            for (int column = 0; column < sums[state].length && counts[state] > 0; column++) {
                centres[state][column] = sums[state][column] / counts[state];
            }
        }
    }

    private double cost(double[][] rows) {
        double sum = 0;
        for (int row = 0; row < rows.length; row++) {
            sum += loss(rows[row], centres[path[row]]) + (row > 0 && path[row] != path[row - 1] ? penalty : 0);
        }
        return sum;
    }

    /** Half the squared distance; nothing for a row that is not known. */
    private static double loss(double[] row, double[] centre) {
        if (Double.isNaN(row[0])) {
            return 0;
        }
        double sum = 0;
        for (int column = 0; column < row.length; column++) {
            double error = row[column] - centre[column];
            sum += error * error;
        }
        return sum / 2;
    }

    private static int cheapest(double[] costs) {
        int best = 0;
        for (int state = 1; state < costs.length; state++) {
            best = costs[state] < costs[best] ? state : best;
        }
        return best;
    }

    @Override
    public double share(int row, int state) {
        return path[row] == state ? 1 : 0;
    }

    /** The last state of the cheapest path through the rows so far. */
    @Override
    public Tracker tracker() {
        double[] costs = new double[centres.length];
        return row -> {
            double jumped = costs[cheapest(costs)] + penalty;
            for (int state = 0; state < costs.length; state++) {
                costs[state] = Math.min(costs[state], jumped) + loss(row, centres[state]);
            }
            int state = cheapest(costs);
            double least = costs[state];
            for (int other = 0; other < costs.length; other++) {
                costs[other] -= least;
            }
            return state;
        };
    }
}
