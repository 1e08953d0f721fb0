package io.regimen.activities.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.feature.LookAhead;
import io.regimen.activities.feature.Walks;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.model.Matrix;
import io.regimen.workflows.Timeframe;
import io.regimen.workflows.regime.Measured;
import io.regimen.workflows.regime.RegimeMeasure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeasuresTest {
    @ParameterizedTest
    @EnumSource(RegimeMeasure.class)
    void of_doesNotDependOnTheFuture(RegimeMeasure measure) {
        Bars bars = Walks.withHoles(500, 1);
        Measured measured = small(measure, 0);
        for (int cut : new int[] {1, 60, 250, 333, 499}) {
            assertEquals(List.of(), LookAhead.leaks(b -> column(b, measured), bars, cut));
            assertEquals(List.of(), LookAhead.leaks(b -> column(b, small(measure, 3)), bars, cut));
        }
    }

    /** The test above can fail: it finds a measure whose value is that of the next bar. */
    @Test
    void of_aLookAheadWouldBeFound() {
        Measured returns = small(RegimeMeasure.RETURNS, 0);
        assertFalse(LookAhead.leaks(
                        b -> {
                            Matrix now = column(b, returns);
                            Matrix ahead = new Matrix(now.rows(), 1);
                            for (int t = 0; t < now.rows(); t++) {
                                ahead.set(t, 0, now.get(Math.min(t + 1, now.rows() - 1), 0));
                            }
                            return ahead;
                        },
                        Walks.hourly(300, 2),
                        200)
                .isEmpty());
    }

    @ParameterizedTest
    @EnumSource(RegimeMeasure.class)
    void of_isUnknownBeforeTheLookBackAndKnownFromThenOn(RegimeMeasure measure) {
        Bars bars = SimulatedMarket.generate(SimulationSpec.hourly("EURUSD", 600, 3))
                .bars();
        Measured measured = small(measure, 7);
        double[] values = new Measures(bars).of(measured);
        int first = measured.lookBack(3600);
        for (int t = 0; t < 600; t++) {
            assertEquals(t < first, Double.isNaN(values[t]), measure + " at " + t + ", look-back " + first);
        }
    }

    @Test
    void of_valuesByHand() {
        double[] closes = {100, 110, 99, 99, 105};
        Bars.Builder out = new Bars.Builder(Timeframe.H1, true);
        for (int i = 0; i < closes.length; i++) {
            out.add(Walks.START + 3600L * i, 100, 1.2 * closes[i], 0.9 * closes[i], closes[i], 10 + i, 0.005 * (i + 1));
        }
        Measures measures = new Measures(out.build());
        double a = Math.log(1.1);
        double b = Math.log(0.9);
        double c = Math.log(105 / 99.0);
        assertEquals(Math.log(1.05), at(measures, RegimeMeasure.RETURNS, 4, Map.of("window", 4)), 1e-12);
        assertEquals(
                Math.log(1.05) / (Math.sqrt((a * a + b * b + c * c) / 4) * Math.sqrt(4)),
                at(measures, RegimeMeasure.TREND_Z, 4, Map.of("window", 4, "sigma_window", 4)),
                1e-12);
        assertEquals(Math.sqrt((b * b + 0) / 2), at(measures, RegimeMeasure.VOLATILITY, 3, Map.of("window", 2)), 1e-12);
        assertEquals(
                Math.log(1.2 / 0.9) / Math.sqrt(4 * Math.log(2)),
                at(measures, RegimeMeasure.PARKINSON_VOLATILITY, 4, Map.of("window", 3)),
                1e-12);
        assertEquals(1 - 105 / 110.0, at(measures, RegimeMeasure.DRAWDOWN, 4, Map.of("window", 4)), 1e-12);
        assertEquals(0, at(measures, RegimeMeasure.DRAWDOWN, 4, Map.of("window", 3)), 1e-12);
        assertEquals(
                Math.log(1.05) / (a - b + c),
                at(measures, RegimeMeasure.EFFICIENCY_RATIO, 4, Map.of("window", 4)),
                1e-12);
        assertEquals(4.5, at(measures, RegimeMeasure.SPREAD, 4, Map.of("window", 2)), 1e-9);
        assertEquals(13, at(measures, RegimeMeasure.VOLUME, 4, Map.of("window", 3)), 1e-12);
        // Monday 2024-01-01: the bar from 04:00 to 05:00 UTC closes at 14:00 in Tokyo, 05:00 in London
        assertEquals(1, at(measures, RegimeMeasure.SESSION_TOKYO, 4, Map.of()));
        assertEquals(0, at(measures, RegimeMeasure.SESSION_LONDON, 4, Map.of()));
        assertEquals(0, at(measures, RegimeMeasure.SESSION_NEW_YORK, 4, Map.of()));
    }

    /** Noise ten times as wide at one hour of the day is no high volatility there, once that is taken into account. */
    @Test
    void of_volatilityAdjustedForTheHourOfTheWeek() {
        SplittableRandom random = new SplittableRandom(4);
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        double price = 100;
        for (int i = 0; i < 10_000; i++) {
            double before = price;
            price *= Math.exp((i % 24 == 14 ? 0.01 : 0.001) * random.nextGaussian());
            out.add(Walks.START + 3600L * i, before, Math.max(before, price), Math.min(before, price), price, 0, 0);
        }
        Measures measures = new Measures(out.build());
        for (RegimeMeasure measure : List.of(RegimeMeasure.VOLATILITY, RegimeMeasure.PARKINSON_VOLATILITY)) {
            assertTrue(atTwo(measures, measure, 0) > 50, measure.toString());
            assertEquals(1, atTwo(measures, measure, 20), 0.2, measure.toString());
        }
    }

    /** Mean square of the measure at 14:00 in shares of that at other hours. */
    private static double atTwo(Measures measures, RegimeMeasure measure, int weeks) {
        double[] values =
                measures.of(new Measured(measure, new TreeMap<>(Map.of("window", 1, "hour_weeks", weeks)), 0));
        double two = 0;
        double other = 0;
        for (int t = 4000; t < values.length; t++) {
            if (t % 24 == 14) {
                two += values[t] * values[t];
            } else {
                other += values[t] * values[t] / 23;
            }
        }
        return two / other;
    }

    /** A straight line moves step times as far in step bars; what is taken back at once goes nowhere in two. */
    @Test
    void of_varianceRatioByHand() {
        Bars.Builder rising = new Bars.Builder(Timeframe.H1, false);
        Bars.Builder turning = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < 40; i++) {
            double up = Math.pow(1.01, i);
            double there = 1 + i % 2 / 10.0;
            rising.add(3600L * i, up, up, up, up, 0, 0);
            turning.add(3600L * i, there, there, there, there, 0, 0);
        }
        Map<String, Integer> three = Map.of("window", 20, "step", 3);
        assertEquals(3, at(new Measures(rising.build()), RegimeMeasure.VARIANCE_RATIO, 30, three), 1e-9);
        Measures measures = new Measures(turning.build());
        assertEquals(0, at(measures, RegimeMeasure.VARIANCE_RATIO, 30, Map.of("window", 20, "step", 2)), 1e-12);
        assertEquals(1 / 3.0, at(measures, RegimeMeasure.VARIANCE_RATIO, 30, three), 1e-9);
        double walk = 0;
        Bars walks = Walks.hourly(20_100, 5);
        measures = new Measures(walks);
        for (int t = 100; t < walks.size(); t += 100) {
            walk += at(measures, RegimeMeasure.VARIANCE_RATIO, t, Map.of()) / 200;
        }
        assertEquals(1, walk, 0.05);
    }

    /** Without quotes nothing is said of spreads. */
    @Test
    void of_spreadWithoutQuotesIsUnknown() {
        double[] values = new Measures(Walks.hourly(50, 5)).of(Measured.of(RegimeMeasure.SPREAD));
        assertTrue(Arrays.stream(values).allMatch(Double::isNaN));
    }

    private static double at(Measures measures, RegimeMeasure measure, int t, Map<String, Integer> parameters) {
        return measures.of(new Measured(measure, new TreeMap<>(parameters), 0))[t];
    }

    private static Measured small(RegimeMeasure measure, int lag) {
        TreeMap<String, Integer> parameters = new TreeMap<>();
        for (RegimeMeasure.Parameter parameter : measure.parameters()) {
            parameters.put(
                    parameter.name(),
                    switch (parameter.name()) {
                        case "hour_weeks" -> 2;
                        case "sigma_window" -> 60;
                        default -> Math.clamp(25, parameter.min(), parameter.max());
                    });
        }
        return new Measured(measure, parameters, lag);
    }

    private static Matrix column(Bars bars, Measured measured) {
        double[] values = new Measures(bars).of(measured);
        Matrix out = new Matrix(values.length, 1);
        for (int t = 0; t < values.length; t++) {
            out.set(t, 0, values[t]);
        }
        return out;
    }
}
