package io.regimen.activities.feature;

import java.util.function.IntToDoubleFunction;

/** A value less the one at the bar before; NaN at the first. Asked for each bar once, in order. */
final class Difference implements IntToDoubleFunction {
    private final IntToDoubleFunction of;
    private double before = Double.NaN;

    private Difference(IntToDoubleFunction of) {
        this.of = of;
    }

    /** The column differenced a number of times. */
    static Output of(Output column, int times) {
        Output out = column;
        for (int k = 0; k < times; k++) {
            out = new Output(column.name(), out.lookBack() + 1, new Difference(out.at()));
        }
        return out;
    }

    @Override
    public double applyAsDouble(int i) {
        double now = of.applyAsDouble(i);
        double change = now - before;
        before = now;
        return change;
    }
}
