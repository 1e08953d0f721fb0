package io.regimen.activities.selection;

import io.regimen.activities.model.Vector;
import io.regimen.activities.selection.statistic.BlockLength;
import io.regimen.activities.selection.statistic.Holm;
import io.regimen.activities.selection.statistic.MultipleTrials;
import io.regimen.activities.selection.statistic.Overfitting;
import io.regimen.activities.selection.statistic.PairedDifference;
import io.regimen.activities.selection.statistic.SharpeDifference;
import io.regimen.activities.selection.statistic.SharpeRatio;
import io.regimen.activities.selection.statistic.StationaryBootstrap;
import io.regimen.activities.selection.statistic.SuperiorAbility;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Measures what a verdict rests on. Same streams and seed, same numbers. */
public final class Measurement {
    private static final int DRAWS = 1000;
    /** Each draws for all configurations at once. */
    private static final int ABILITY_DRAWS = 500;

    /** Stretches of bars that draws choose between: enough to bound a mean, few enough to draw them all in milliseconds. */
    private static final int PERIODS = 250;

    private static final int BLOCKS = 12;
    private static final int LEAST_BARS = 2 * BLOCKS;

    private Measurement() {}

    /**
     * Of all configurations of a run.
     *
     * @param streams P&amp;L per bar of each configuration with positions of its own, at least one
     * @param momentum that of the baseline on the same bars
     */
    public static RunMeasures run(List<Vector> streams, Vector momentum, long seed) {
        int bars = momentum.size();
        boolean enough = bars >= LEAST_BARS;
        List<Vector> gains = streams.stream().map(Measurement::periods).toList();
        Vector benchmark = periods(momentum);
        double block = enough ? BlockLength.of(mean(gains)).stationary() : 1;
        StationaryBootstrap bootstrap =
                new StationaryBootstrap(Math.max(1, benchmark.size()), block, ABILITY_DRAWS, seed);
        return new RunMeasures(
                streams.size(),
                MultipleTrials.meanCorrelation(streams),
                enough && streams.size() > 1 ? Overfitting.of(streams, BLOCKS) : null,
                SuperiorAbility.of(gains, bootstrap),
                SuperiorAbility.of(
                        gains.stream().map(gain -> less(gain, benchmark)).toList(), bootstrap));
    }

    /** Sums over stretches of about equal length; each bar by itself where they are few. */
    private static Vector periods(Vector series) {
        int size = Math.min(PERIODS, series.size());
        Vector out = new Vector(size);
        for (int i = 0; i < size; i++) {
            int to = (int) ((i + 1L) * series.size() / size);
            for (int bar = (int) ((long) i * series.size() / size); bar < to; bar++) {
                out.set(i, out.get(i) + series.get(bar));
            }
        }
        return out;
    }

    /**
     * Of one configuration in one regime.
     *
     * @param pnl per bar of the whole test part
     * @param regime whether a bar of the test part, counted from 0, lies in the regime
     * @param level of the lower bound
     */
    public static Measures candidate(
            RunMeasures run,
            Vector pnl,
            IntPredicate regime,
            int trades,
            double level,
            double periodsPerYear,
            long seed) {
        Vector inRegime = only(pnl, regime);
        int bars = inRegime.size();
        boolean enough = bars >= LEAST_BARS;
        Double block = null;
        Double bound = null;
        if (enough) {
            Vector earned = periods(inRegime);
            double periods = BlockLength.of(earned).stationary();
            double barsOfPeriod = (double) bars / earned.size();
            block = periods * barsOfPeriod;
            bound = new StationaryBootstrap(earned.size(), periods, DRAWS, seed).lowerBound(earned, level)
                    / barsOfPeriod;
        }
        return new Measures(
                trades,
                bars,
                SharpeRatio.of(pnl).orElse(null),
                SharpeRatio.of(inRegime).orElse(null),
                block,
                bound,
                level,
                periodsPerYear,
                run,
                null);
    }

    /**
     * A candidate beside an incumbent on the same bars of a regime.
     *
     * @param horizon bars that a decision of the candidate reaches
     */
    public static Comparison comparison(long incumbentRun, Vector candidate, Vector incumbent, int horizon) {
        return new Comparison(
                incumbentRun,
                candidate.size(),
                PairedDifference.of(candidate, incumbent, horizon).orElse(null),
                null,
                SharpeDifference.robust(candidate, incumbent).orElse(null),
                SharpeDifference.memmel(candidate, incumbent).orElse(null));
    }

    /** Comparisons by regime, adjusted for their number. */
    public static SortedMap<String, Comparison> adjusted(SortedMap<String, Comparison> comparisons) {
        SortedMap<String, Double> p = new TreeMap<>();
        comparisons.forEach((regime, comparison) -> {
            PairedDifference paired = comparison.paired();
            if (paired != null) {
                p.put(regime, paired.firstGreater());
            }
        });
        SortedMap<String, Double> adjusted = Holm.adjusted(p);
        SortedMap<String, Comparison> out = new TreeMap<>();
        comparisons.forEach((regime, comparison) -> out.put(regime, comparison.adjusted(adjusted.get(regime))));
        return out;
    }

    /** The values of the bars that are wanted, one after the other. */
    public static Vector only(Vector series, IntPredicate wanted) {
        int[] bars = IntStream.range(0, series.size()).filter(wanted).toArray();
        Vector out = new Vector(bars.length);
        for (int i = 0; i < bars.length; i++) {
            out.set(i, series.get(bars[i]));
        }
        return out;
    }

    private static Vector mean(List<Vector> streams) {
        Vector out = new Vector(streams.getFirst().size());
        for (Vector stream : streams) {
            for (int i = 0; i < out.size(); i++) {
                out.set(i, out.get(i) + stream.get(i) / streams.size());
            }
        }
        return out;
    }

    private static Vector less(Vector first, Vector second) {
        Vector out = new Vector(first.size());
        for (int i = 0; i < out.size(); i++) {
            out.set(i, first.get(i) - second.get(i));
        }
        return out;
    }
}
