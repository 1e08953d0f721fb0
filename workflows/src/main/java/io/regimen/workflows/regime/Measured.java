package io.regimen.workflows.regime;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A measure with its parameters, all of them.
 *
 * @param lag bars back: 0 is the bar itself. Never negative, so that no rule can look ahead
 */
public record Measured(RegimeMeasure measure, SortedMap<String, Integer> parameters, int lag) {
    static final int MAX_LAG = 5_000;

    public Measured {
        if (lag < 0 || lag > MAX_LAG) {
            throw new IllegalArgumentException("the lag must be 0 to " + MAX_LAG + ", not " + lag);
        }
        SortedMap<String, Integer> all = new TreeMap<>();
        for (RegimeMeasure.Parameter parameter : measure.parameters()) {
            int value = parameters.getOrDefault(parameter.name(), parameter.fallback());
            if (value < parameter.min() || value > parameter.max()) {
                throw new IllegalArgumentException(measure + " needs " + parameter.name() + " within " + parameter.min()
                        + " and " + parameter.max() + ", not " + value);
            }
            all.put(parameter.name(), value);
        }
        if (!all.keySet().containsAll(parameters.keySet())) {
            throw new IllegalArgumentException(measure + " knows only the parameters " + all.keySet());
        }
        parameters = Collections.unmodifiableSortedMap(all);
    }

    /** A measure with its defaults. */
    public static Measured of(RegimeMeasure measure) {
        return new Measured(measure, new TreeMap<>(), 0);
    }

    /**
     * The value of a parameter.
     *
     * @throws IllegalArgumentException if the measure has none of that name
     */
    public int parameter(String name) {
        Integer value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException(measure + " has no parameter " + name);
        }
        return value;
    }

    /** Bars of a timeframe before the first one that has a value. */
    public int lookBack(int stepSeconds) {
        return lag + measure.lookBack(parameters, stepSeconds);
    }
}
