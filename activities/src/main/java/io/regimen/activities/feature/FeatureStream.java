package io.regimen.activities.feature;

import io.regimen.activities.market.TradingCalendar;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Catalogue;
import io.regimen.workflows.Preprocessing;
import io.regimen.workflows.Timeframe;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Features bar by bar: each bar costs the same few operations, however long the series is, and gives the row, bit for
 * bit, that {@link Features#compute} gives for it. Not for several threads at once.
 */
public final class FeatureStream {
    private final Preprocessing preprocessing;
    private final BlockedColumns base;
    private final List<Higher> higher = new ArrayList<>();
    private final List<Source> row = new ArrayList<>();
    private final Coverage coverage;
    private boolean usable;

    /** Where a column of the row comes from. */
    private record Source(String name, BlockedColumns columns, int column) {}

    /** A longer timeframe: its bars, and the columns on them. */
    private record Higher(HigherBars bars, BlockedColumns columns) {}

    /**
     * A stream that has seen no bar.
     *
     * @param calendar when the market trades, {@code Bars.calendar()} of its history
     * @throws IllegalArgumentException if the spec names what the catalogue does not have, or a timeframe shorter than
     *     the base
     */
    public FeatureStream(FeatureSpec spec, TradingCalendar calendar) {
        this(spec, calendar, timeframe -> 0);
    }

    /** @param from first bar of each timeframe whose values will be asked for */
    FeatureStream(FeatureSpec spec, TradingCalendar calendar, ToIntFunction<Timeframe> from) {
        preprocessing = spec.preprocessingParams();
        coverage = new Coverage(calendar, spec.baseTimeframe(), preprocessing);
        Map<Timeframe, BlockedColumns> onTimeframe = new TreeMap<>();
        base = new BlockedColumns(
                spec.baseTimeframe(), from.applyAsInt(spec.baseTimeframe()), stretch -> baseColumns(spec, stretch));
        onTimeframe.put(spec.baseTimeframe(), base);
        for (Timeframe timeframe : longer(spec)) {
            BlockedColumns columns = new BlockedColumns(
                    timeframe, from.applyAsInt(timeframe), stretch -> indicators(spec, timeframe, stretch));
            onTimeframe.put(timeframe, columns);
            higher.add(new Higher(
                    new HigherBars(spec.baseTimeframe(), timeframe, preprocessing.dayBoundary(), calendar), columns));
        }
        arrange(spec, onTimeframe);
    }

    /** The longer timeframes of a spec, ascending. */
    static List<Timeframe> longer(FeatureSpec spec) {
        List<Timeframe> all = spec.indicatorTfs().values().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
        for (Timeframe timeframe : all) {
            if (timeframe.seconds() < spec.baseTimeframe().seconds()) {
                throw new IllegalArgumentException(
                        timeframe + " is shorter than the base timeframe " + spec.baseTimeframe());
            }
        }
        return all.stream().filter(tf -> tf != spec.baseTimeframe()).toList();
    }

    private static List<Output> baseColumns(FeatureSpec spec, Stretch stretch) {
        Preprocessing preprocessing = spec.preprocessingParams();
        List<Output> out = new ArrayList<>(ReturnBlock.autoregressive(stretch, preprocessing.arLags()));
        out.addAll(indicators(spec, spec.baseTimeframe(), stretch));
        for (String block : spec.additionalFeatures()) {
            out.addAll(FeatureOutputs.block(block, stretch, preprocessing.rvWindow()));
        }
        return out;
    }

    private static List<Output> indicators(FeatureSpec spec, Timeframe timeframe, Stretch stretch) {
        List<Output> out = new ArrayList<>();
        spec.indicatorTfs().forEach((name, timeframes) -> {
            if (timeframes.contains(timeframe)) {
                for (Output column : FeatureOutputs.indicator(name, stretch)) {
                    out.add(Difference.of(column, spec.preprocessingParams().differencing()));
                }
            }
        });
        return out;
    }

    /** The autoregressive block; each indicator on each of its timeframes, both ascending; the further blocks. */
    private void arrange(FeatureSpec spec, Map<Timeframe, BlockedColumns> onTimeframe) {
        take(base, 0, preprocessing.arLags(), "");
        Map<Timeframe, Integer> taken = new EnumMap<>(Timeframe.class);
        taken.put(spec.baseTimeframe(), preprocessing.arLags());
        spec.indicatorTfs().forEach((name, timeframes) -> {
            int width = Math.toIntExact(Catalogue.ENTRIES.stream()
                    .filter(entry -> entry.requestedAs().equals(name))
                    .count());
            for (Timeframe timeframe : timeframes) {
                BlockedColumns columns = Objects.requireNonNull(onTimeframe.get(timeframe));
                int to = taken.merge(timeframe, width, Integer::sum);
                take(columns, to - width, to, "_" + timeframe);
            }
        });
        take(base, taken.getOrDefault(spec.baseTimeframe(), 0), base.names().size(), "");
    }

    private void take(BlockedColumns columns, int from, int to, String suffix) {
        for (int c = from; c < to; c++) {
            row.add(new Source(columns.names().get(c) + suffix, columns, c));
        }
    }

    /** Names of the columns of a row. */
    public List<String> names() {
        return row.stream().map(Source::name).toList();
    }

    /**
     * Takes the next bar, which has closed, and gives its row.
     *
     * @return one value per name; NaN in every one where the row may not be used
     */
    public Vector add(Bar bar) {
        advance(bar);
        Vector out = new Vector(row.size());
        for (int c = 0; c < row.size(); c++) {
            out.set(c, value(c));
        }
        return out;
    }

    void advance(Bar bar) {
        base.add(bar);
        for (Higher timeframe : higher) {
            timeframe.bars().add(bar, timeframe.columns()::add);
        }
        usable = coverage.add(bar) >= preprocessing.minCoverage() && !bar.repaired() && warm();
    }

    /** Whether every column has seen enough bars. */
    boolean warm() {
        boolean warm = base.count() > Math.max(base.lookBack(), preprocessing.warmupBars());
        for (Higher timeframe : higher) {
            warm &= timeframe.columns().count() > timeframe.columns().lookBack();
        }
        return warm;
    }

    /** Writes the row of the bar that was taken last. */
    void write(Matrix values, int at) {
        for (int c = 0; c < row.size(); c++) {
            values.set(at, c, value(c));
        }
    }

    private double value(int c) {
        Source source = row.get(c);
        return usable ? source.columns().value(source.column()) : Double.NaN;
    }
}
