package io.regimen.workflows;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One column of a feature set, or one family of columns that differ in a parameter of the request.
 *
 * @param name name of the column; indicators carry the timeframe behind it ({@code rsi_14_4h}), a part in angle brackets
 *     is a parameter of the request ({@code rv_<rv_window>})
 * @param requestedAs name by which a grid request asks for it
 * @param block {@link Catalogue#INDICATOR_BLOCK}, {@link Catalogue#AUTOREGRESSIVE} or one of {@link Catalogue#BLOCKS}
 * @param meaning what it says, positive or large
 * @param parameters what the code computes it with, by name
 * @param lookBack bars of its timeframe before bar t that the value at t depends on; for recursive indicators until the
 *     start value weighs less than 0.1 %. At the defaults of the request's parameters.
 * @param unit unit or bounds
 * @param source author and year of the definition
 * @param needs columns of the bars that it is made of
 */
public record CatalogueEntry(
        String name,
        String requestedAs,
        String block,
        String meaning,
        SortedMap<String, Integer> parameters,
        int lookBack,
        String unit,
        String source,
        List<String> needs) {
    public CatalogueEntry {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        needs = List.copyOf(needs);
    }

    /**
     * A parameter that the feature is computed with.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public int parameter(String parameter) {
        Integer value = parameters.get(parameter);
        if (value == null) {
            throw new IllegalArgumentException(name + " has no parameter \"" + parameter + "\"");
        }
        return value;
    }
}
