package io.regimen.activities.inference;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link NonNegativeRidge} for as many bars at a time as a register holds. A member held at 0 has its row and column of
 * the normal equations set to 0, which leaves the arithmetic of the free ones as it is.
 */
final class VectorRidge {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = DOUBLES.length();

    private final int members;
    // everything by member (and member), then lane
    /** 1 where the member is free, 0 where it is held. */
    private final double[] free;

    /** Shrinkage; 0 where there is nothing to solve. Vectors that methods hand on may be put on the heap, arrays are there. */
    private final double[] lambda = new double[WIDTH];

    private final double[] target;
    private final double[] factor;
    private final double[] reached;
    private final double[] inversePivot;
    private final double[] solved;
    private final double[] weight;

    VectorRidge(int members) {
        this.members = members;
        this.free = new double[members * WIDTH];
        this.target = new double[members * WIDTH];
        this.factor = new double[members * members * WIDTH];
        this.reached = new double[members * members * WIDTH];
        this.inversePivot = new double[members * WIDTH];
        this.solved = new double[members * WIDTH];
        this.weight = new double[members * WIDTH];
        Arrays.fill(free, 1);
    }

    /** See {@link SignalLanes#stack}. */
    void solve(double[][] sums, int from, int to, double[][] weights) {
        for (int i = from; i < to; i += WIDTH) {
            solve(sums, i);
            for (int m = 0; m < members; m++) {
                lanes(weight, m).intoArray(weights[m], i);
            }
            // the next bars most likely hold the same members at 0 as the last of these
            int lastLane = Math.min(WIDTH, to - i) - 1;
            for (int m = 0; m < members; m++) {
                Arrays.fill(free, m * WIDTH, (m + 1) * WIDTH, free[m * WIDTH + lastLane]);
            }
        }
    }

    private void solve(double[][] sums, int i) {
        DoubleVector trace = DoubleVector.zero(DOUBLES);
        for (int m = 0; m < members; m++) {
            trace = trace.add(gram(sums, m, m, i));
        }
        DoubleVector shrinkage = trace.mul(NonNegativeRidge.SHRINKAGE / members);
        shrinkage.intoArray(lambda, 0);
        for (int m = 0; m < members; m++) {
            DoubleVector.fromArray(DOUBLES, sums[EnsembleForecasts.CROSS + m], i)
                    .add(shrinkage.mul(1.0 / members))
                    .intoArray(target, m * WIDTH);
        }
        int exchange = 0;
        boolean wrong = true;
        while (wrong && exchange <= 1 << members) {
            solveFree(sums, i);
            wrong = exchangeWrongSigns(sums, i);
            exchange++;
        }
        for (int m = 0; m < members; m++) {
            DoubleVector found = lanes(weight, m);
            // only rounding around a weight of exactly 0 can get here
            found = wrong ? found.max(0) : found;
            DoubleVector.broadcast(DOUBLES, 1.0 / members)
                    .blend(found, lanes(lambda, 0).compare(VectorOperators.GT, 0))
                    .intoArray(weight, m * WIDTH);
        }
    }

    private void solveFree(double[][] sums, int i) {
        DoubleVector shrinkage = lanes(lambda, 0);
        DoubleVector zero = DoubleVector.zero(DOUBLES);
        for (int r = 0; r < members; r++) {
            VectorMask<Double> freeRow = isFree(r);
            DoubleVector pivot = gram(sums, r, r, i).add(shrinkage);
            DoubleVector value = zero.blend(lanes(target, r), freeRow);
            for (int c = 0; c < r; c++) {
                DoubleVector entry = zero.blend(gram(sums, r, c, i), freeRow.and(isFree(c)));
                for (int k = 0; k < c; k++) {
                    entry = entry.sub(lanes(reached, r * members + k).mul(lanes(factor, c * members + k)));
                }
                DoubleVector scaled = entry.mul(lanes(inversePivot, c));
                entry.intoArray(reached, (r * members + c) * WIDTH);
                scaled.intoArray(factor, (r * members + c) * WIDTH);
                pivot = pivot.sub(scaled.mul(entry));
                value = value.sub(scaled.mul(lanes(solved, c)));
            }
            DoubleVector.broadcast(DOUBLES, 1).div(pivot).intoArray(inversePivot, r * WIDTH);
            value.intoArray(solved, r * WIDTH);
        }
        for (int r = members - 1; r >= 0; r--) {
            DoubleVector value = lanes(solved, r).mul(lanes(inversePivot, r));
            for (int k = r + 1; k < members; k++) {
                value = value.sub(lanes(factor, k * members + r).mul(lanes(weight, k)));
            }
            value.intoArray(weight, r * WIDTH);
        }
    }

    /** Exchanges the last member with a wrong sign in each lane that has one; false if there is none. */
    private boolean exchangeWrongSigns(double[][] sums, int i) {
        VectorMask<Double> open = lanes(lambda, 0).compare(VectorOperators.GT, 0);
        boolean any = false;
        for (int m = members - 1; m >= 0; m--) {
            VectorMask<Double> freeHere = isFree(m);
            VectorMask<Double> wrong =
                    lanes(weight, m).compare(VectorOperators.LT, 0).and(freeHere);
            VectorMask<Double> held = freeHere.not();
            if (held.anyTrue()) {
                DoubleVector gain = lanes(target, m);
                DoubleVector size = gain.abs();
                for (int k = 0; k < members; k++) {
                    DoubleVector term =
                            gram(sums, Math.max(m, k), Math.min(m, k), i).mul(lanes(weight, k));
                    gain = gain.sub(term);
                    size = size.add(term.abs());
                }
                wrong = wrong.or(gain.compare(VectorOperators.GT, size.mul(NonNegativeRidge.ROUNDING))
                        .and(held));
            }
            wrong = wrong.and(open);
            if (wrong.anyTrue()) {
                any = true;
                DoubleVector state = lanes(free, m);
                DoubleVector.broadcast(DOUBLES, 1)
                        .sub(state)
                        .blend(state, wrong.not())
                        .intoArray(free, m * WIDTH);
                open = open.andNot(wrong);
            }
        }
        return any;
    }

    private VectorMask<Double> isFree(int member) {
        return lanes(free, member).compare(VectorOperators.NE, 0);
    }

    private DoubleVector gram(double[][] sums, int row, int column, int i) {
        return DoubleVector.fromArray(DOUBLES, sums[EnsembleForecasts.gram(members, row, column)], i);
    }

    private static DoubleVector lanes(double[] of, int member) {
        return DoubleVector.fromArray(DOUBLES, of, member * WIDTH);
    }
}
