package io.regimen.workflows;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the internal loop amounts to for models of some horizons.
 *
 * @param horizons those it holds for, ascending
 * @param configurations configurations each model is judged under
 * @param distinct how many of them can take different positions; the others repeat some of these
 */
public record InferenceSize(List<Integer> horizons, int configurations, int distinct) {
    public InferenceSize {
        horizons = List.copyOf(horizons);
    }

    /** The sizes of a grid in words, for one line of a terminal. */
    public static String text(List<InferenceSize> sizes) {
        return sizes.stream().map(InferenceSize::toString).collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        return configurations + " configurations per model"
                + (horizons.equals(List.of(1)) ? " of horizon 1, where all prediction methods are one" : "")
                + ", of which " + (distinct == configurations ? "all" : distinct) + " can differ";
    }
}
