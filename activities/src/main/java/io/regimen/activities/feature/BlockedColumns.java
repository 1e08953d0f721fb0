package io.regimen.activities.feature;

import io.regimen.workflows.Timeframe;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one timeframe, bar by bar. Bars are cut into blocks at fixed places, every {@link #BLOCK} bars from the
 * start of the series, and each block is computed from scratch, beginning {@link #LEAD} bars before it. So a value depends
 * on a bounded stretch of the past, memory is bounded, and whoever begins at the right place gets the same bits: a batch, a
 * stream, or a set that has grown.
 *
 * <p>Bar by bar, the next block is begun while the last bars of the present one run, so no bar costs more than two.
 */
final class BlockedColumns {
    /** Bars from the beginning of one block to the next. */
    static final int BLOCK = 8192;

    /**
     * Bars that each block but the first reaches back. By then the start weighs less than 1e-9 in the slowest chain (the
     * exponential average of 50 bars: (49/51)^974 = 1e-17), and every window fits.
     */
    static final int LEAD = 1024;

    private final Timeframe timeframe;
    private final Function<Stretch, List<Output>> columns;
    private final int fromBlock;
    private final List<String> names;
    private final int lookBack;
    private int count;
    private @Nullable Run now;
    private @Nullable Run next;

    /** @param from first bar whose values are asked for: blocks before the one it lies in are not computed */
    BlockedColumns(Timeframe timeframe, int from, Function<Stretch, List<Output>> columns) {
        this.timeframe = timeframe;
        this.columns = columns;
        fromBlock = from / BLOCK;
        List<Output> outputs = columns.apply(new Stretch(timeframe));
        names = outputs.stream().map(Output::name).toList();
        lookBack = outputs.stream().mapToInt(Output::lookBack).max().orElse(0);
    }

    List<String> names() {
        return names;
    }

    /** Bars before the first one where every column may be used. */
    int lookBack() {
        return lookBack;
    }

    /** Bars taken so far. */
    int count() {
        return count;
    }

    void add(Bar bar) {
        int block = count / BLOCK;
        if (count % BLOCK == 0 && block >= fromBlock) {
            now = next == null ? new Run() : next;
            next = null;
        }
        if (count == (block + 1) * BLOCK - LEAD && block + 1 >= fromBlock) {
            next = new Run();
        }
        if (now != null) {
            now.add(bar);
        }
        if (next != null) {
            next.add(bar);
        }
        count++;
    }

    /** Value of a column at the bar added last; NaN before the first bar and before the first block asked for. */
    double value(int column) {
        return now == null ? Double.NaN : now.values[column];
    }

    /** The computation of one block. */
    private final class Run {
        private final Stretch stretch = new Stretch(timeframe);
        private final List<Output> outputs = columns.apply(stretch);
        private final double[] values = new double[outputs.size()];

        void add(Bar bar) {
            stretch.add(bar);
            int at = stretch.size() - 1;
            for (int c = 0; c < values.length; c++) {
                values[c] = outputs.get(c).at().applyAsDouble(at);
            }
        }
    }
}
