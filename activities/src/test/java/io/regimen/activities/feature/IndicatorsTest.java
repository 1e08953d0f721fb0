package io.regimen.activities.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.regimen.activities.market.Bars;
import org.junit.jupiter.api.Test;

/** A second source: the textbook formulas in plain loops, started at the first bar instead of as ta4j does. */
class IndicatorsTest {
    private static final int SIZE = 3000;
    /** By then the different start has lost all weight: (25/27)^600 is 1e-20. */
    private static final int FROM = 700;

    private final Bars bars = Walks.hourly(SIZE, 11);
    private final Indicators indicators = new Indicators(bars);

    @Test
    void rsi_equalsWilder() {
        double[] up = new double[SIZE];
        double[] down = new double[SIZE];
        for (int i = 1; i < SIZE; i++) {
            double change = bars.close(i) - bars.close(i - 1);
            up[i] = Math.max(change, 0);
            down[i] = Math.max(-change, 0);
        }
        double[] gain = smooth(up, 1.0 / 14);
        double[] loss = smooth(down, 1.0 / 14);
        Column rsi = indicators.columns("rsi").getFirst();
        for (int i = FROM; i < SIZE; i++) {
            assertEquals(100 * gain[i] / (gain[i] + loss[i]), rsi.values().get(i), 1e-9);
        }
    }

    @Test
    void macd_equalsAppel() {
        double[] close = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            close[i] = bars.close(i);
        }
        double[] fast = smooth(close, 2.0 / 13);
        double[] slow = smooth(close, 2.0 / 27);
        double[] line = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            line[i] = fast[i] - slow[i];
        }
        double[] signal = smooth(line, 0.2);
        var columns = indicators.columns("macd");
        for (int i = FROM; i < SIZE; i++) {
            assertEquals(line[i] / close[i], columns.get(0).values().get(i), 1e-12);
            assertEquals(signal[i] / close[i], columns.get(1).values().get(i), 1e-12);
            assertEquals(
                    (line[i] - signal[i]) / close[i], columns.get(2).values().get(i), 1e-12);
        }
    }

    @Test
    void atr_equalsWilder() {
        double[] range = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            double before = i == 0 ? bars.close(0) : bars.close(i - 1);
            range[i] = Math.max(bars.high(i), before) - Math.min(bars.low(i), before);
        }
        double[] atr = smooth(range, 1.0 / 14);
        Column column = indicators.columns("atr").getFirst();
        for (int i = FROM; i < SIZE; i++) {
            assertEquals(atr[i] / bars.close(i), column.values().get(i), 1e-12);
        }
    }

    @Test
    void bollinger_equalsTheFormula() {
        var columns = indicators.columns("bollinger");
        for (int i = 19; i < SIZE; i++) {
            double mean = 0;
            double squares = 0;
            for (int k = i - 19; k <= i; k++) {
                mean += bars.close(k) / 20;
            }
            for (int k = i - 19; k <= i; k++) {
                squares += Math.pow(bars.close(k) - mean, 2) / 20;
            }
            double lower = mean - 2 * Math.sqrt(squares);
            double upper = mean + 2 * Math.sqrt(squares);
            assertEquals(
                    (bars.close(i) - lower) / (upper - lower),
                    columns.get(0).values().get(i),
                    1e-9);
            assertEquals((upper - lower) / mean, columns.get(1).values().get(i), 1e-9);
        }
    }

    private static double[] smooth(double[] values, double alpha) {
        double[] out = new double[values.length];
        out[0] = values[0];
        for (int i = 1; i < values.length; i++) {
            out[i] = alpha * values[i] + (1 - alpha) * out[i - 1];
        }
        return out;
    }
}
