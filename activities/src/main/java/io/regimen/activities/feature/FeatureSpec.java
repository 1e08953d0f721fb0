package io.regimen.activities.feature;

import io.regimen.workflows.CellConfig;
import io.regimen.workflows.FeatureScaling;
import io.regimen.workflows.Json;
import io.regimen.workflows.Preprocessing;
import io.regimen.workflows.Timeframe;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which features a cell asks for. Cells that differ only in model, horizon or history have equal specs and share one
 * feature set.
 *
 * @param indicatorTfs timeframes of each indicator, ascending; an indicator without a timeframe is left out
 * @param additionalFeatures names of the further blocks, sorted
 * @param preprocessingParams what the values are computed with; what is fitted on training rows later (winsorize,
 *     scaling) changes no value here and stands at its default, so that cells which differ in it share a feature set
 */
public record FeatureSpec(
        Timeframe baseTimeframe,
        SortedMap<String, List<Timeframe>> indicatorTfs,
        List<String> additionalFeatures,
        Preprocessing preprocessingParams) {

    /** Changes whenever the same bars and spec would give other values, names or warm-up. */
    public static final int VERSION = 2;

    /** The spec in the form that its hash is taken of. */
    private record Identity(int version, String datasetHash, FeatureSpec spec) {}

    public FeatureSpec {
        SortedMap<String, List<Timeframe>> normal = new TreeMap<>();
        indicatorTfs.forEach((name, timeframes) -> {
            if (!timeframes.isEmpty()) {
                normal.put(name, timeframes.stream().distinct().sorted().toList());
            }
        });
        indicatorTfs = java.util.Collections.unmodifiableSortedMap(normal);
        additionalFeatures = additionalFeatures.stream().distinct().sorted().toList();
        Preprocessing given = preprocessingParams;
        preprocessingParams = new Preprocessing(
                given.arLags(),
                given.rvWindow(),
                given.warmupBars(),
                given.minCoverage(),
                0,
                FeatureScaling.STANDARD,
                given.differencing(),
                given.dayBoundary());
    }

    public static FeatureSpec of(CellConfig cell) {
        return new FeatureSpec(
                cell.baseTimeframe(), cell.indicatorTfs(), cell.additionalFeatures(), cell.preprocessingParams());
    }

    /** Name of the feature set of a dataset: SHA-256 over this spec, {@link #VERSION} and the dataset's hash. */
    public String hash(String datasetHash) {
        return Json.sha256(new Identity(VERSION, datasetHash, this));
    }
}
