package io.regimen.activities.feature;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/** Finds values that change when only the future does: the series cut off, or its future replaced. */
public final class LookAhead {
    private LookAhead() {}

    /** Everything found wrong with the rows before a cut; empty for a causal computation. */
    public static List<String> leaks(Function<Bars, Matrix> compute, Bars bars, int cut) {
        return leaks(compute, bars, compute.apply(bars), cut);
    }

    /** @param whole what {@code compute} gives for all bars */
    static List<String> leaks(Function<Bars, Matrix> compute, Bars bars, Matrix whole, int cut) {
        SplittableRandom random = new SplittableRandom(7);
        List<String> out = new ArrayList<>();
        compare("cut off", whole, compute.apply(Walks.part(bars, 0, cut)), cut, out);
        compare("noise", whole, compute.apply(future(bars, cut, random::nextDouble)), cut, out);
        compare("NaN", whole, compute.apply(future(bars, cut, () -> Double.NaN)), cut, out);
        compare("1e9", whole, compute.apply(future(bars, cut, () -> 1e9)), cut, out);
        return out;
    }

    private static Bars future(Bars bars, int cut, DoubleSupplier value) {
        Bars.Builder out = new Bars.Builder(bars.timeframe(), false).calendar(bars.calendar());
        for (int i = 0; i < bars.size(); i++) {
            if (i < cut) {
                out.add(bars.time(i), bars.open(i), bars.high(i), bars.low(i), bars.close(i), bars.volume(i), 0);
            } else {
                double v = value.getAsDouble();
                out.add(bars.time(i), v, v, v, v, v, 0);
            }
            out.repaired(bars.repaired(i));
        }
        return out.build();
    }

    private static void compare(String what, Matrix whole, Matrix other, int rows, List<String> out) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < whole.columns(); column++) {
                long before = Double.doubleToLongBits(whole.get(row, column));
                if (before != Double.doubleToLongBits(other.get(row, column))) {
                    out.add(what + " after " + rows + ": row " + row + " column " + column);
                    return;
                }
            }
        }
    }
}
