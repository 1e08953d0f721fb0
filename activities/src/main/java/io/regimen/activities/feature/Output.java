package io.regimen.activities.feature;

import io.regimen.workflows.Catalogue;
import java.util.function.IntToDoubleFunction;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.Num;

/**
 * One column on one stretch of bars.
 *
 * @param name without the timeframe
 * @param lookBack bars before the first value that may be used
 * @param at value at a bar of the stretch; asked for each bar once, in order
 */
record Output(String name, int lookBack, IntToDoubleFunction at) {
    /** A column of the catalogue that has no parameter of the request. */
    static Output of(String name, IntToDoubleFunction at) {
        return new Output(name, Catalogue.entry(name).lookBack(), at);
    }

    static int parameter(String column, String parameter) {
        return Catalogue.entry(column).parameter(parameter);
    }

    static IntToDoubleFunction values(Indicator<Num> indicator) {
        return i -> indicator.getValue(i).doubleValue();
    }

    /** Where a value lies between two bounds: 0 on the lower, 1 on the upper, 0.5 where they meet. */
    static double position(double value, double lower, double upper) {
        // bands closer than rounding say nothing
        return upper - lower <= 1e-12 * Math.abs(upper) ? 0.5 : (value - lower) / (upper - lower);
    }

    /** A share of a whole, or what stands for it where there is no whole. */
    static double share(double part, double whole, double none) {
        return whole == 0 ? none : part / whole;
    }
}
