package io.regimen.activities.feature;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Matrix;
import io.regimen.workflows.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes feature sets. Row t depends on bars 0 to t alone and is the same, bit for bit, whatever comes after: the
 * decision it serves is taken at the close of bar t.
 */
public final class Features {
    private Features() {}

    /**
     * The feature set of a dataset. Columns: the autoregressive block; each indicator on each of its timeframes, both
     * ascending; the further blocks.
     *
     * @throws IllegalArgumentException if the bars are not of the spec's timeframe, or the spec names what the catalogue
     *     does not have, or a timeframe shorter than the base
     */
    public static FeatureSet compute(Bars bars, FeatureSpec spec) {
        if (bars.timeframe() != spec.baseTimeframe()) {
            throw new IllegalArgumentException(
                    "the bars are of " + bars.timeframe() + ", the features of " + spec.baseTimeframe());
        }
        int lags = spec.preprocessingParams().arLags();
        ReturnColumns returns = new ReturnColumns(bars);
        List<Column> columns = new ArrayList<>(returns.autoregressive(lags));
        columns.addAll(indicators(bars, spec));
        for (String block : spec.additionalFeatures()) {
            if (!block.equals("returns_volatility")) {
                throw new IllegalArgumentException("unknown feature block \"" + block + "\"");
            }
            columns.addAll(returns.volatility(spec.preprocessingParams().rvWindow()));
        }
        return assemble(bars.size(), columns, spec.preprocessingParams().warmupBars(), lags);
    }

    private static List<Column> indicators(Bars bars, FeatureSpec spec) {
        Map<Timeframe, HigherBars> higher = new TreeMap<>();
        Map<Timeframe, Indicators> onTimeframe = new TreeMap<>();
        List<Column> out = new ArrayList<>();
        spec.indicatorTfs().forEach((name, timeframes) -> {
            for (Timeframe timeframe : timeframes) {
                if (timeframe == bars.timeframe()) {
                    out.addAll(onTimeframe
                            .computeIfAbsent(timeframe, tf -> new Indicators(bars))
                            .columns(name));
                } else if (timeframe.seconds() < bars.timeframe().seconds()) {
                    throw new IllegalArgumentException(
                            timeframe + " is shorter than the base timeframe " + bars.timeframe());
                } else {
                    HigherBars longer = higher.computeIfAbsent(timeframe, tf -> HigherBars.of(bars, tf));
                    onTimeframe
                            .computeIfAbsent(timeframe, tf -> new Indicators(longer.bars()))
                            .columns(name)
                            .forEach(column -> out.add(longer.asOf(column)));
                }
            }
        });
        return out;
    }

    private static FeatureSet assemble(int rows, List<Column> columns, int warmupBars, int lags) {
        int warmup = warmupBars;
        for (Column column : columns) {
            warmup = Math.max(warmup, column.firstWarm());
        }
        warmup = Math.min(warmup, rows);
        Matrix values = new Matrix(rows, columns.size());
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            for (int t = 0; t < rows; t++) {
                values.set(t, c, t < warmup ? Double.NaN : column.values().get(t));
            }
        }
        return new FeatureSet(values, columns.stream().map(Column::name).toList(), warmup, 0, lags);
    }
}
