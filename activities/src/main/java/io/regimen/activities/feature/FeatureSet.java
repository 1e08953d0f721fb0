package io.regimen.activities.feature;

import io.regimen.activities.model.Matrix;
import java.util.List;

/**
 * Features of all bars of a dataset: row t holds what is known at the close of bar t.
 *
 * @param values one row per bar, one column per name; NaN in every column where the row may not be used: before
 *     {@code warmup}, at a repaired bar, and where the {@link Coverage} of the recent past is too small
 * @param warmup first row where every feature is warmed up; the number of rows if there is none
 * @param arColumn first column of the autoregressive block: the latest one-bar log return, followed by older ones
 */
public record FeatureSet(Matrix values, List<String> names, int warmup, int arColumn, int arLags) {
    public FeatureSet {
        names = List.copyOf(names);
    }
}
