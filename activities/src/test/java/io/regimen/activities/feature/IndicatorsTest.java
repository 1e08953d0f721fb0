package io.regimen.activities.feature;

import static com.tictactec.ta.lib.MAType.Sma;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tictactec.ta.lib.Core;
import com.tictactec.ta.lib.MInteger;
import com.tictactec.ta.lib.RetCode;
import io.regimen.activities.market.Bars;
import io.regimen.workflows.Catalogue;
import io.regimen.workflows.Timeframe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A second source for every indicator: TA-Lib, and where TA-Lib has none, its extremes and averages put together by the
 * textbook. Definitions that differ on purpose:
 *
 * <ul>
 *   <li>TA-Lib starts exponential averages with a simple one, ta4j with one value: compared once the start has no weight.
 *   <li>RSI, MFI and %B of a price that stood still are in the middle, not 0; OBV is its change over a window in shares of
 *       the volume; TRIX and ROC are shares, not percent; averages, bands and MACD are in shares of the price.
 *   <li>Keltner's channel is the later one: exponential average and average true range.
 * </ul>
 */
class IndicatorsTest {
    private static final int SIZE = 3000;
    /** By then a different start has lost all weight: (49/51)^900 is 2e-16. */
    private static final int FROM = 1000;

    private final Bars bars = Walks.hourly(SIZE, 11);
    private final Core lib = new Core();
    private final double[] high = column(bars::high);
    private final double[] low = column(bars::low);
    private final double[] close = column(bars::close);
    private final double[] volume = column(bars::volume);
    private final Map<String, double[]> second = new TreeMap<>();

    @Test
    void indicators_equalTheSecondSource() {
        momentum();
        trend();
        channels();
        ichimoku();
        Map<String, double[]> ours = ours();
        assertEquals(ours.keySet(), second.keySet());
        ours.forEach((name, values) -> {
            double[] expected = Objects.requireNonNull(second.get(name));
            for (int i = FROM; i < SIZE; i++) {
                assertEquals(expected[i], values[i], 2e-9 * (1 + Math.abs(expected[i])), name + " at " + i);
            }
        });
    }

    private void momentum() {
        put("rsi_14", out -> lib.rsi(0, SIZE - 1, close, 14, begin, count, out));
        double[] slow = new double[SIZE];
        put(
                "stochastic_k_14",
                out -> lib.stoch(0, SIZE - 1, high, low, close, 14, 1, Sma, 3, Sma, begin, count, out, slow));
        second.put("stochastic_d_14", shifted(slow));
        put("williams_r_14", out -> lib.willR(0, SIZE - 1, high, low, close, 14, begin, count, out));
        put("cci_20", out -> lib.cci(0, SIZE - 1, high, low, close, 20, begin, count, out));
        put("roc_10", out -> lib.roc(0, SIZE - 1, close, 10, begin, count, out));
        double[] atr = run(out -> lib.atr(0, SIZE - 1, high, low, close, 14, begin, count, out));
        double[] change = run(out -> lib.mom(0, SIZE - 1, close, 10, begin, count, out));
        second.put("momentum_10", each(i -> change[i] / atr[i]));
        put("trix_15", out -> lib.trix(0, SIZE - 1, close, 15, begin, count, out));
        double[] trix = Objects.requireNonNull(second.get("trix_15"));
        double[] known = Arrays.copyOfRange(trix, 100, SIZE);
        double[] signal = run(out -> lib.ema(0, known.length - 1, known, 9, begin, count, out));
        second.put("trix_signal_15", each(i -> i < 100 ? 0 : signal[i - 100] / 100));
        for (String name : List.of("trix_15", "roc_10")) {
            double[] percent = Objects.requireNonNull(second.get(name));
            second.put(name, each(i -> percent[i] / 100));
        }
        double[] obv = run(out -> lib.obv(0, SIZE - 1, close, volume, begin, count, out));
        second.put("obv_20", each(i -> i < 20 ? 0 : (obv[i] - obv[i - 20]) / sum(volume, i, 20)));
        put("mfi_14", out -> lib.mfi(0, SIZE - 1, high, low, close, volume, 14, begin, count, out));
    }

    private void trend() {
        for (int n : List.of(20, 50)) {
            double[] average = run(out -> lib.ema(0, SIZE - 1, close, n, begin, count, out));
            second.put("ema_" + n, each(i -> close[i] / average[i] - 1));
        }
        for (int n : List.of(20, 50, 200)) {
            double[] average = run(out -> lib.sma(0, SIZE - 1, close, n, begin, count, out));
            second.put("sma_" + n, each(i -> close[i] / average[i] - 1));
        }
        double[] signal = new double[SIZE];
        double[] histogram = new double[SIZE];
        double[] line = run(out -> lib.macd(0, SIZE - 1, close, 12, 26, 9, begin, count, out, signal, histogram));
        double[] signalShifted = shifted(signal);
        double[] histogramShifted = shifted(histogram);
        second.put("macd", each(i -> line[i] / close[i]));
        second.put("macd_signal", each(i -> signalShifted[i] / close[i]));
        second.put("macd_histogram", each(i -> histogramShifted[i] / close[i]));
        put("adx_14", out -> lib.adx(0, SIZE - 1, high, low, close, 14, begin, count, out));
        put("plus_di_14", out -> lib.plusDI(0, SIZE - 1, high, low, close, 14, begin, count, out));
        put("minus_di_14", out -> lib.minusDI(0, SIZE - 1, high, low, close, 14, begin, count, out));
    }

    private void channels() {
        double[] atr = run(out -> lib.atr(0, SIZE - 1, high, low, close, 14, begin, count, out));
        second.put("atr_14", each(i -> atr[i] / close[i]));
        double[] middle = new double[SIZE];
        double[] lower = new double[SIZE];
        double[] upper = run(out -> lib.bbands(0, SIZE - 1, close, 20, 2, 2, Sma, begin, count, out, middle, lower));
        double[] mid = shifted(middle);
        double[] low2 = shifted(lower);
        second.put("bollinger_percent_b", each(i -> (close[i] - low2[i]) / (upper[i] - low2[i])));
        second.put("bollinger_bandwidth", each(i -> (upper[i] - low2[i]) / mid[i]));
        double[] centre = run(out -> lib.ema(0, SIZE - 1, close, 20, begin, count, out));
        double[] range = run(out -> lib.atr(0, SIZE - 1, high, low, close, 10, begin, count, out));
        second.put("keltner_position", each(i -> (close[i] - centre[i] + 2 * range[i]) / (4 * range[i])));
        second.put("keltner_width", each(i -> 4 * range[i] / centre[i]));
        double[] most = max(20);
        double[] least = min(20);
        second.put("donchian_position", each(i -> (close[i] - least[i]) / (most[i] - least[i])));
        second.put("donchian_width", each(i -> (most[i] - least[i]) / close[i]));
    }

    private void ichimoku() {
        double[] fast = middle(9);
        double[] medium = middle(26);
        double[] slow = middle(52);
        second.put("ichimoku_tenkan", each(i -> close[i] / fast[i] - 1));
        second.put("ichimoku_kijun", each(i -> close[i] / medium[i] - 1));
        second.put("ichimoku_span_a", each(i -> i < 25 ? 0 : close[i] / ((fast[i - 25] + medium[i - 25]) / 2) - 1));
        second.put("ichimoku_span_b", each(i -> i < 25 ? 0 : close[i] / slow[i - 25] - 1));
        second.put("ichimoku_cloud", each(i -> ((fast[i] + medium[i]) / 2 - slow[i]) / close[i]));
    }

    private Map<String, double[]> ours() {
        Stretch stretch = new Stretch(Timeframe.H1);
        List<Output> outputs = new ArrayList<>();
        Catalogue.INDICATORS.forEach(name -> outputs.addAll(FeatureOutputs.indicator(name, stretch)));
        Map<String, double[]> out = new TreeMap<>();
        outputs.forEach(output -> out.put(output.name(), new double[SIZE]));
        for (int i = 0; i < SIZE; i++) {
            stretch.add(Bar.of(bars, i));
            for (Output output : outputs) {
                Objects.requireNonNull(out.get(output.name()))[i] = output.at().applyAsDouble(i);
            }
        }
        return out;
    }

    private final MInteger begin = new MInteger();
    private final MInteger count = new MInteger();

    private interface Call {
        RetCode into(double[] out);
    }

    private void put(String name, Call call) {
        second.put(name, run(call));
    }

    /** TA-Lib's values, each at its own bar: it writes them from the first one it knows. */
    private double[] run(Call call) {
        double[] out = new double[SIZE];
        assertEquals(RetCode.Success, call.into(out));
        return shifted(out);
    }

    private double[] shifted(double[] packed) {
        double[] out = new double[SIZE];
        System.arraycopy(packed, 0, out, begin.value, count.value);
        return out;
    }

    private double[] max(int n) {
        return run(out -> lib.max(0, SIZE - 1, high, n, begin, count, out));
    }

    private double[] min(int n) {
        return run(out -> lib.min(0, SIZE - 1, low, n, begin, count, out));
    }

    private double[] middle(int n) {
        double[] most = max(n);
        double[] least = min(n);
        return each(i -> (most[i] + least[i]) / 2);
    }

    private static double sum(double[] values, int i, int n) {
        return Arrays.stream(values, i - n + 1, i + 1).sum();
    }

    private static double[] column(java.util.function.IntToDoubleFunction value) {
        return each(value);
    }

    private static double[] each(java.util.function.IntToDoubleFunction value) {
        return IntStream.range(0, SIZE).mapToDouble(value).toArray();
    }
}
