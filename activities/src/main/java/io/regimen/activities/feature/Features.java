package io.regimen.activities.feature;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Matrix;
import io.regimen.workflows.Timeframe;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Computes feature sets. Row t depends on bars 0 to t alone and is the same, bit for bit, whatever comes after: the
 * decision it serves is taken at the close of bar t. A whole set, one that grows, and a {@link FeatureStream} run the same
 * code bar by bar.
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
        checkTimeframe(bars, spec);
        FeatureStream stream = new FeatureStream(spec, bars.calendar());
        Matrix values = new Matrix(bars.size(), stream.names().size());
        return run(stream, bars, spec, values, 0);
    }

    /**
     * The feature set of a dataset that has grown: the rows of the old set, and behind them the new ones, of which only
     * the block they lie in is computed. Equal, bit for bit, to {@link #compute} of all bars.
     *
     * @param old the set of the first bars of {@code grown} under the same spec; that those bars and their calendar have
     *     not changed is the caller's to check
     * @throws IllegalArgumentException if there are fewer bars than old rows, or the old set has other columns than the
     *     spec, and as {@link #compute}
     */
    public static FeatureSet append(FeatureSet old, Bars grown, FeatureSpec spec) {
        checkTimeframe(grown, spec);
        int rows = old.values().rows();
        if (grown.size() < rows) {
            throw new IllegalArgumentException(
                    "a feature set of " + rows + " rows cannot be extended to " + grown.size() + " bars");
        }
        Map<Timeframe, Integer> from = lastClosed(grown, rows, spec);
        FeatureStream stream =
                new FeatureStream(spec, grown.calendar(), timeframe -> Objects.requireNonNull(from.get(timeframe)));
        if (!stream.names().equals(old.names())) {
            throw new IllegalArgumentException("the feature set to extend has other columns than the spec asks for");
        }
        Matrix values = new Matrix(grown.size(), old.names().size());
        for (int c = 0; c < values.columns(); c++) {
            values.column(c).put(0, old.values().column(c));
        }
        return run(stream, grown, spec, values, rows);
    }

    private static FeatureSet run(FeatureStream stream, Bars bars, FeatureSpec spec, Matrix values, int from) {
        int warmup = bars.size();
        for (int t = 0; t < bars.size(); t++) {
            stream.advance(Bar.of(bars, t));
            if (warmup == bars.size() && stream.warm()) {
                warmup = t;
            }
            if (t >= from) {
                stream.write(values, t);
            }
        }
        return new FeatureSet(
                values, stream.names(), warmup, 0, spec.preprocessingParams().arLags());
    }

    /** The bar of each timeframe that is the last closed one at the first new row, or one before it. */
    private static Map<Timeframe, Integer> lastClosed(Bars bars, int rows, FeatureSpec spec) {
        Map<Timeframe, Integer> out = new EnumMap<>(Timeframe.class);
        out.put(spec.baseTimeframe(), rows);
        for (Timeframe timeframe : FeatureStream.longer(spec)) {
            HigherBars higher = new HigherBars(
                    spec.baseTimeframe(), timeframe, spec.preprocessingParams().dayBoundary(), bars.calendar());
            int[] closed = {0};
            for (int t = 0; t < rows; t++) {
                higher.add(Bar.of(bars, t), bar -> closed[0]++);
            }
            out.put(timeframe, Math.max(0, closed[0] - 1));
        }
        return out;
    }

    private static void checkTimeframe(Bars bars, FeatureSpec spec) {
        if (bars.timeframe() != spec.baseTimeframe()) {
            throw new IllegalArgumentException(
                    "the bars are of " + bars.timeframe() + ", the features of " + spec.baseTimeframe());
        }
    }
}
