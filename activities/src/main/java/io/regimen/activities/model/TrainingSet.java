package io.regimen.activities.model;

import java.util.List;
import java.util.SortedMap;

/**
 * What a family learns from. Rows are bars; nothing at or after {@link MemberWindow#to} of a member may reach that
 * member, and no row has an outcome that ends later than the training part.
 *
 * @param features all rows of the feature set, raw (unscaled); a family scales with the rows of the member only
 * @param outcomes one vector per head: the log return from entry to exit, NaN where it is not known
 * @param windows rows of each member
 * @param arColumn first column of the autoregressive block (the latest one-bar return), followed by older ones
 * @param seed seed of everything random
 */
public record TrainingSet(
        Matrix features,
        Heads heads,
        List<Vector> outcomes,
        List<MemberWindow> windows,
        int arColumn,
        int arLags,
        SortedMap<String, Double> params,
        long seed) {

    /**
     * A hyperparameter.
     *
     * @throws IllegalArgumentException if it is not set: a cell's configuration has all of its family
     */
    public double param(String name) {
        Double value = params.get(name);
        if (value == null) {
            throw new IllegalArgumentException("hyperparameter " + name + " is not set");
        }
        return value;
    }

    /** Rows [from, to) that a member learns from; outcomes of these rows end before row {@code to + purge}. */
    public record MemberWindow(int from, int to) {}
}
