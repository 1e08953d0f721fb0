package io.regimen.activities.feature;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;

/** Indicators of width, and of where the price lies in it. */
final class ChannelIndicators {
    private ChannelIndicators() {}

    static List<Output> atr(Stretch bars) {
        IntToDoubleFunction close = Output.values(bars.closes());
        IntToDoubleFunction atr = Output.values(new ATRIndicator(bars.series(), Output.parameter("atr_14", "bars")));
        return List.of(Output.of("atr_14", i -> atr.applyAsDouble(i) / close.applyAsDouble(i)));
    }

    /** Standard deviation with divisor n. */
    static List<Output> bollinger(Stretch bars) {
        int n = Output.parameter("bollinger_percent_b", "bars");
        int width = Output.parameter("bollinger_percent_b", "width");
        return List.of(
                Output.of("bollinger_percent_b", i -> {
                    double middle = bars.mean(i, n, bars::close);
                    double half = width * deviation(bars, i, n, middle);
                    return Output.position(bars.close(i), middle - half, middle + half);
                }),
                Output.of("bollinger_bandwidth", i -> {
                    double middle = bars.mean(i, n, bars::close);
                    return 2 * width * deviation(bars, i, n, middle) / middle;
                }));
    }

    private static double deviation(Stretch bars, int i, int n, double mean) {
        return Math.sqrt(bars.mean(i, n, k -> (bars.close(k) - mean) * (bars.close(k) - mean)));
    }

    static List<Output> keltner(Stretch bars) {
        int width = Output.parameter("keltner_position", "width");
        IntToDoubleFunction close = Output.values(bars.closes());
        IntToDoubleFunction middle =
                Output.values(new EMAIndicator(bars.closes(), Output.parameter("keltner_position", "bars")));
        IntToDoubleFunction atr =
                Output.values(new ATRIndicator(bars.series(), Output.parameter("keltner_position", "atr")));
        return List.of(
                Output.of("keltner_position", i -> {
                    double m = middle.applyAsDouble(i);
                    double half = width * atr.applyAsDouble(i);
                    return Output.position(close.applyAsDouble(i), m - half, m + half);
                }),
                Output.of("keltner_width", i -> 2 * width * atr.applyAsDouble(i) / middle.applyAsDouble(i)));
    }

    static List<Output> donchian(Stretch bars) {
        int n = Output.parameter("donchian_position", "bars");
        return List.of(
                Output.of(
                        "donchian_position",
                        i -> Output.position(bars.close(i), bars.lowest(i, n), bars.highest(i, n))),
                Output.of("donchian_width", i -> (bars.highest(i, n) - bars.lowest(i, n)) / bars.close(i)));
    }
}
