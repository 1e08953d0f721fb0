package io.regimen.activities.inference;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** As many bars at a time as a register holds; each does what {@link ScalarSignals} does. */
final class VectorSignals implements SignalLanes {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int WIDTH = DOUBLES.length();

    /** As many whole numbers as there are doubles. */
    private static final VectorSpecies<Integer> HOLDING =
            VectorSpecies.of(int.class, VectorShape.forBitSize(WIDTH * Integer.SIZE));

    private final int members;
    private final VectorRidge ridge;
    private final VectorRank ranking = new VectorRank();

    VectorSignals(int members) {
        this.members = members;
        this.ridge = new VectorRidge(members);
    }

    @Override
    public void weigh(WindowSums sums, int from, int to, double[][] weights, double[] total) {
        double[] outcomes = sums.sum[EnsembleForecasts.OUTCOME_SQUARES];
        for (int i = from; i < to; i += WIDTH) {
            DoubleVector scale = DoubleVector.broadcast(DOUBLES, 1).div(DoubleVector.fromArray(DOUBLES, outcomes, i));
            DoubleVector least = DoubleVector.broadcast(DOUBLES, Double.POSITIVE_INFINITY);
            for (int m = 0; m < members; m++) {
                DoubleVector squares =
                        DoubleVector.fromArray(DOUBLES, sums.sum[EnsembleForecasts.gram(members, m, m)], i);
                DoubleVector cross = DoubleVector.fromArray(DOUBLES, sums.sum[EnsembleForecasts.CROSS + m], i);
                DoubleVector loss = squares.sub(cross.mul(2)).mul(scale);
                loss.intoArray(weights[m], i);
                least = loss.min(least);
            }
            DoubleVector sum = DoubleVector.zero(DOUBLES);
            for (int m = 0; m < members; m++) {
                DoubleVector weight = exponential(DoubleVector.fromArray(DOUBLES, weights[m], i)
                        .sub(least)
                        .mul(-EnsembleForecasts.ETA));
                weight.intoArray(weights[m], i);
                sum = sum.add(weight);
            }
            sum.intoArray(total, i);
        }
    }

    private static DoubleVector exponential(DoubleVector x) {
        DoubleVector shifted = x.mul(Exponential.PER_LN2).add(Exponential.ROUNDER);
        DoubleVector whole = shifted.sub(Exponential.ROUNDER);
        DoubleVector rest = x.sub(whole.mul(Exponential.LN2_HIGH)).sub(whole.mul(Exponential.LN2_LOW));
        DoubleVector sum = DoubleVector.broadcast(DOUBLES, Exponential.TERMS[0]);
        for (int k = 1; k < Exponential.TERMS.length; k++) {
            sum = sum.mul(rest).add(Exponential.TERMS[k]);
        }
        LongVector exponent =
                shifted.reinterpretAsLongs().add(Exponential.BIAS).lanewise(VectorOperators.LSHL, Exponential.MANTISSA);
        return DoubleVector.zero(DOUBLES)
                .blend(sum.mul(exponent.reinterpretAsDoubles()), x.compare(VectorOperators.GE, Exponential.LEAST));
    }

    @Override
    public void stack(WindowSums sums, int from, int to, double[][] weights) {
        ridge.solve(sums.sum, from, to, weights);
    }

    @Override
    public void choose(Choices of, double[] cost, int from, int to, Chosen out) {
        int last = of.step.length - 1;
        int t = from;
        for (; t + WIDTH <= to; t += WIDTH) {
            DoubleVector price = DoubleVector.fromArray(DOUBLES, cost, t);
            DoubleVector most = DoubleVector.broadcast(DOUBLES, Double.NEGATIVE_INFINITY);
            DoubleVector longest = DoubleVector.fromArray(DOUBLES, of.error[last], t);
            VectorMask<Double> known = longest.compare(VectorOperators.EQ, longest);
            DoubleVector forecast = DoubleVector.fromArray(DOUBLES, of.forecast[last], t);
            DoubleVector spread = DoubleVector.fromArray(DOUBLES, of.spread[last], t);
            DoubleVector step = DoubleVector.broadcast(DOUBLES, of.step[last]);
            for (int h = 0; h <= last; h++) {
                DoubleVector candidate = DoubleVector.fromArray(DOUBLES, of.forecast[h], t);
                DoubleVector worth = candidate
                        .abs()
                        .sub(price)
                        .div(DoubleVector.fromArray(DOUBLES, of.error[h], t).max(Double.MIN_NORMAL));
                VectorMask<Double> better =
                        worth.compare(VectorOperators.GT, most).and(known);
                most = most.blend(worth, better);
                forecast = forecast.blend(candidate, better);
                spread = spread.blend(DoubleVector.fromArray(DOUBLES, of.spread[h], t), better);
                step = step.blend(of.step[h], better);
            }
            forecast.intoArray(out.forecast, t);
            spread.intoArray(out.spread, t);
            ((IntVector) step.castShape(HOLDING, 0)).intoArray(out.holding, t);
        }
        if (t < to) {
            new ScalarSignals(members).choose(of, cost, t, to, out);
        }
    }

    @Override
    public void rank(double[] scores, int first, int to, int lookback, double[] ranks) {
        ranking.rank(scores, first, to, lookback, ranks);
    }
}
