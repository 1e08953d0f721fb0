package io.regimen.activities.feature;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import java.util.List;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.Num;

/**
 * The indicators of the catalogue on the bars of one timeframe, computed by ta4j and made free of the price level.
 *
 * <p>ta4j starts an exponential average of n bars with the single value at bar n; a value counts as warmed up when that
 * start value weighs less than {@link #START_WEIGHT} in it.
 */
final class Indicators {
    private static final double START_WEIGHT = 0.001;
    private static final int RSI = 14;
    private static final int MACD_FAST = 12;
    private static final int MACD_SLOW = 26;
    private static final int MACD_SIGNAL = 9;
    private static final int ATR = 14;
    private static final int BOLLINGER = 20;
    private static final double BOLLINGER_WIDTH = 2;

    private final Bars bars;
    private final Ta4jSeries series;
    private final Indicator<Num> close;
    private final String suffix;

    Indicators(Bars bars) {
        this.bars = bars;
        this.series = new Ta4jSeries(bars);
        this.close = new ClosePriceIndicator(series.series());
        this.suffix = "_" + bars.timeframe();
    }

    /**
     * The columns of one indicator.
     *
     * @throws IllegalArgumentException if the name is not in the catalogue
     */
    List<Column> columns(String name) {
        return switch (name) {
            case "rsi" -> rsi();
            case "macd" -> macd();
            case "atr" -> atr();
            case "bollinger" -> bollinger();
            default -> throw new IllegalArgumentException("unknown indicator \"" + name + "\"");
        };
    }

    /** Relative strength, 0 to 100 (Wilder, 1978). */
    private List<Column> rsi() {
        return List.of(new Column(
                "rsi_" + RSI + suffix, series.column(new RSIIndicator(close, RSI)), RSI + decayBars(1.0 / RSI)));
    }

    /** Fast minus slow exponential average, its own average, and their difference (Appel, 1979), in shares of price. */
    private List<Column> macd() {
        MACDIndicator indicator = new MACDIndicator(close, MACD_FAST, MACD_SLOW);
        Vector line = series.column(indicator);
        Vector signal = series.column(new EMAIndicator(indicator, MACD_SIGNAL));
        Vector histogram = new Vector(line.size());
        for (int i = 0; i < line.size(); i++) {
            histogram.set(i, line.get(i) - signal.get(i));
        }
        // the signal averages values that must be warm themselves; the sum of both warm-ups is more than enough
        int lineWarm = MACD_SLOW + decayBars(2.0 / (MACD_SLOW + 1));
        int signalWarm = lineWarm + decayBars(2.0 / (MACD_SIGNAL + 1));
        return List.of(
                new Column("macd" + suffix, perPrice(line), lineWarm),
                new Column("macd_signal" + suffix, perPrice(signal), signalWarm),
                new Column("macd_histogram" + suffix, perPrice(histogram), signalWarm));
    }

    /** Average true range (Wilder, 1978) in shares of price. */
    private List<Column> atr() {
        Vector range = series.column(new ATRIndicator(series.series(), ATR));
        return List.of(new Column("atr_" + ATR + suffix, perPrice(range), ATR + decayBars(1.0 / ATR)));
    }

    /**
     * Bollinger's %B (0 on the lower band, 1 on the upper, 0.5 where the price did not move and the bands meet) and
     * bandwidth (upper minus lower band in shares of the middle). Standard deviation with divisor n.
     */
    private List<Column> bollinger() {
        Vector middle = series.column(new SMAIndicator(close, BOLLINGER));
        Vector deviation = series.column(new StandardDeviationIndicator(close, BOLLINGER));
        Vector percentB = new Vector(middle.size());
        Vector bandwidth = new Vector(middle.size());
        for (int i = 0; i < middle.size(); i++) {
            double half = BOLLINGER_WIDTH * deviation.get(i);
            percentB.set(i, half == 0 ? 0.5 : (bars.close(i) - middle.get(i) + half) / (2 * half));
            bandwidth.set(i, 2 * half / middle.get(i));
        }
        return List.of(
                new Column("bollinger_percent_b" + suffix, percentB, BOLLINGER - 1),
                new Column("bollinger_bandwidth" + suffix, bandwidth, BOLLINGER - 1));
    }

    private Vector perPrice(Vector values) {
        Vector out = new Vector(values.size());
        for (int i = 0; i < values.size(); i++) {
            out.set(i, values.get(i) / bars.close(i));
        }
        return out;
    }

    /** Bars after which the start value of an exponential average weighs less than {@link #START_WEIGHT}. */
    private static int decayBars(double smoothing) {
        return (int) Math.ceil(Math.log(START_WEIGHT) / Math.log(1 - smoothing));
    }
}
