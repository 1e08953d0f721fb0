package io.regimen.activities.feature;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.MMAIndicator;
import org.ta4j.core.indicators.helpers.GainIndicator;
import org.ta4j.core.indicators.helpers.LossIndicator;
import org.ta4j.core.num.Num;

/** Indicators of speed. Their meaning, units and sources stand in the catalogue. */
final class MomentumIndicators {
    private MomentumIndicators() {}

    /** ta4j's own indicator says 0, the most oversold there is, where nothing moved at all; here that is 50. */
    static List<Output> rsi(Stretch bars) {
        int n = Output.parameter("rsi_14", "bars");
        IntToDoubleFunction gain = Output.values(new MMAIndicator(new GainIndicator(bars.closes()), n));
        IntToDoubleFunction loss = Output.values(new MMAIndicator(new LossIndicator(bars.closes()), n));
        return List.of(Output.of("rsi_14", i -> {
            double up = gain.applyAsDouble(i);
            return Output.share(100 * up, up + loss.applyAsDouble(i), 50);
        }));
    }

    static List<Output> stochastic(Stretch bars) {
        int n = Output.parameter("stochastic_k_14", "bars");
        int average = Output.parameter("stochastic_d_14", "average");
        IntToDoubleFunction k = i -> 100 * Output.position(bars.close(i), bars.lowest(i, n), bars.highest(i, n));
        return List.of(Output.of("stochastic_k_14", k), Output.of("stochastic_d_14", i -> bars.mean(i, average, k)));
    }

    static List<Output> williamsR(Stretch bars) {
        int n = Output.parameter("williams_r_14", "bars");
        return List.of(Output.of(
                "williams_r_14",
                i -> 100 * Output.position(bars.close(i), bars.lowest(i, n), bars.highest(i, n)) - 100));
    }

    static List<Output> cci(Stretch bars) {
        int n = Output.parameter("cci_20", "bars");
        return List.of(Output.of("cci_20", i -> {
            double mean = bars.mean(i, n, bars::typical);
            double deviation = bars.mean(i, n, k -> Math.abs(bars.typical(k) - mean));
            // rounding of equal prices is no deviation
            return deviation <= 1e-12 * Math.abs(mean) ? 0 : (bars.typical(i) - mean) / (0.015 * deviation);
        }));
    }

    static List<Output> roc(Stretch bars) {
        IntToDoubleFunction percent =
                Output.values(new ROCIndicator(bars.closes(), Output.parameter("roc_10", "bars")));
        return List.of(Output.of("roc_10", i -> percent.applyAsDouble(i) / 100));
    }

    static List<Output> momentum(Stretch bars) {
        int n = Output.parameter("momentum_10", "bars");
        Indicator<Num> close = bars.closes();
        IntToDoubleFunction price = Output.values(close);
        IntToDoubleFunction atr =
                Output.values(new ATRIndicator(bars.series(), Output.parameter("momentum_10", "atr")));
        return List.of(Output.of(
                "momentum_10",
                i -> Output.share(
                        price.applyAsDouble(i) - price.applyAsDouble(Math.max(0, i - n)), atr.applyAsDouble(i), 0)));
    }

    static List<Output> trix(Stretch bars) {
        int n = Output.parameter("trix_15", "bars");
        Indicator<Num> thrice = new EMAIndicator(new EMAIndicator(new EMAIndicator(bars.closes(), n), n), n);
        Indicator<Num> trix = new ROCIndicator(thrice, 1);
        IntToDoubleFunction line = Output.values(trix);
        IntToDoubleFunction signal =
                Output.values(new EMAIndicator(trix, Output.parameter("trix_signal_15", "signal")));
        return List.of(
                Output.of("trix_15", i -> line.applyAsDouble(i) / 100),
                Output.of("trix_signal_15", i -> signal.applyAsDouble(i) / 100));
    }
}
