package io.regimen.activities.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.MMAIndicator;

/** Indicators of direction. */
final class TrendIndicators {
    private TrendIndicators() {}

    static List<Output> ema(Stretch bars) {
        IntToDoubleFunction close = Output.values(bars.closes());
        List<Output> out = new ArrayList<>();
        for (String name : List.of("ema_20", "ema_50")) {
            IntToDoubleFunction average =
                    Output.values(new EMAIndicator(bars.closes(), Output.parameter(name, "bars")));
            out.add(Output.of(name, i -> close.applyAsDouble(i) / average.applyAsDouble(i) - 1));
        }
        return out;
    }

    static List<Output> sma(Stretch bars) {
        List<Output> out = new ArrayList<>();
        for (String name : List.of("sma_20", "sma_50", "sma_200")) {
            int n = Output.parameter(name, "bars");
            out.add(Output.of(name, i -> bars.close(i) / bars.mean(i, n, bars::close) - 1));
        }
        return out;
    }

    static List<Output> macd(Stretch bars) {
        IntToDoubleFunction close = Output.values(bars.closes());
        MACDIndicator indicator =
                new MACDIndicator(bars.closes(), Output.parameter("macd", "fast"), Output.parameter("macd", "slow"));
        IntToDoubleFunction line = Output.values(indicator);
        IntToDoubleFunction signal =
                Output.values(new EMAIndicator(indicator, Output.parameter("macd_signal", "signal")));
        return List.of(
                Output.of("macd", i -> line.applyAsDouble(i) / close.applyAsDouble(i)),
                Output.of("macd_signal", i -> signal.applyAsDouble(i) / close.applyAsDouble(i)),
                Output.of(
                        "macd_histogram",
                        i -> (line.applyAsDouble(i) - signal.applyAsDouble(i)) / close.applyAsDouble(i)));
    }

    /** ta4j's parts, put together once: its three indicators would each compute the true range anew. */
    static List<Output> adx(Stretch bars) {
        int n = Output.parameter("adx_14", "bars");
        DirectionalIndex index = new DirectionalIndex(bars.series(), n);
        return List.of(
                Output.of("adx_14", Output.values(new MMAIndicator(index, n))),
                Output.of("plus_di_14", index::plus),
                Output.of("minus_di_14", index::minus));
    }

    /**
     * A span drawn ahead by 26 bars lies, at this bar, where it was computed 25 bars ago (the drawing counts the bar
     * itself, as ta4j does). The lagging span is left out: ta4j's reads the close of a later bar.
     */
    static List<Output> ichimoku(Stretch bars) {
        int fast = Output.parameter("ichimoku_span_a", "tenkan");
        int medium = Output.parameter("ichimoku_span_a", "kijun");
        int slow = Output.parameter("ichimoku_span_b", "bars");
        int back = Output.parameter("ichimoku_span_a", "displacement") - 1;
        IntToDoubleFunction spanA = i -> (middle(bars, i, fast) + middle(bars, i, medium)) / 2;
        return List.of(
                Output.of("ichimoku_tenkan", i -> bars.close(i) / middle(bars, i, fast) - 1),
                Output.of("ichimoku_kijun", i -> bars.close(i) / middle(bars, i, medium) - 1),
                Output.of("ichimoku_span_a", i -> bars.close(i) / spanA.applyAsDouble(Math.max(0, i - back)) - 1),
                Output.of("ichimoku_span_b", i -> bars.close(i) / middle(bars, Math.max(0, i - back), slow) - 1),
                Output.of("ichimoku_cloud", i -> (spanA.applyAsDouble(i) - middle(bars, i, slow)) / bars.close(i)));
    }

    private static double middle(Stretch bars, int i, int n) {
        return (bars.highest(i, n) + bars.lowest(i, n)) / 2;
    }
}
