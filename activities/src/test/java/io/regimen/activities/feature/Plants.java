package io.regimen.activities.feature;

import io.regimen.activities.market.Bars;
import io.regimen.activities.market.GapRepair;
import io.regimen.activities.model.Matrix;
import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.Timeframe;
import java.util.ArrayList;
import java.util.List;

/** Leaks planted on purpose: each looks into the future in a way that real code has done. */
final class Plants {
    private Plants() {}

    /** The label as a feature. */
    static Matrix futureReturn(Bars bars) {
        return column(bars, t -> t + 1 < bars.size() ? Math.log(bars.close(t + 1) / bars.close(t)) : Double.NaN);
    }

    /** A moving average around the bar instead of behind it. */
    static Matrix centredWindow(Bars bars) {
        return column(bars, t -> {
            double sum = 0;
            int from = Math.max(0, t - 5);
            int to = Math.min(bars.size() - 1, t + 5);
            for (int k = from; k <= to; k++) {
                sum += bars.close(k);
            }
            return bars.close(t) * (to - from + 1) / sum - 1;
        });
    }

    /** Each bar sees the close of the four hours it lies in, before they are over. */
    static Matrix unshiftedHigherTimeframe(Bars bars) {
        HigherBars higher = new HigherBars(bars.timeframe(), Timeframe.H4, DayBoundary.UTC, bars.calendar());
        List<Bar> all = new ArrayList<>();
        for (int t = 0; t < bars.size(); t++) {
            higher.add(Bar.of(bars, t), all::add);
        }
        return column(
                bars,
                t -> all.stream()
                        .filter(bar -> bar.time() == bars.time(t) / 14_400 * 14_400)
                        .mapToDouble(bar -> bar.close() / bars.close(t) - 1)
                        .findFirst()
                        .orElse(Double.NaN));
    }

    /** Returns brought to mean 0 and deviation 1 by the mean and deviation of all rows. */
    static Matrix scalerFittedOnAllRows(Bars bars) {
        Matrix returns = column(bars, t -> t == 0 ? 0 : Math.log(bars.close(t) / bars.close(t - 1)));
        double sum = 0;
        double squares = 0;
        for (int t = 0; t < bars.size(); t++) {
            sum += returns.get(t, 0);
            squares += returns.get(t, 0) * returns.get(t, 0);
        }
        double mean = sum / bars.size();
        double deviation = Math.sqrt(squares / bars.size() - mean * mean);
        return column(bars, t -> (returns.get(t, 0) - mean) / deviation);
    }

    /** Small gaps are filled on the line to the first close behind them, and the filled series averaged. */
    static Matrix gapRepairThatLooksAhead(Bars bars) {
        int step = bars.timeframe().seconds();
        return column(bars, t -> {
            boolean gap = t + 1 < bars.size()
                    && bars.time(t + 1) - bars.time(t) > step
                    && bars.time(t + 1) - bars.time(t) <= (GapRepair.SMALL_GAP_BARS + 1L) * step;
            double filled = gap
                    ? bars.close(t) + (bars.close(t + 1) - bars.close(t)) * step / (bars.time(t + 1) - bars.time(t))
                    : bars.close(t);
            return filled / bars.close(t) - 1;
        });
    }

    private static Matrix column(Bars bars, java.util.function.IntToDoubleFunction value) {
        Matrix out = new Matrix(bars.size(), 1);
        for (int t = 0; t < bars.size(); t++) {
            out.set(t, 0, value.applyAsDouble(t));
        }
        return out;
    }
}
