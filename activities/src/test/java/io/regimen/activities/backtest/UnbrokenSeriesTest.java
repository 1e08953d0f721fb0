package io.regimen.activities.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.inference.LinearModel;
import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Costs;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.Json;
import io.regimen.workflows.PredictionMethod;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where no bar was filled in and no gap splits the series, all results are what they were before such bars were known of,
 * to the last bit: the digests were taken then.
 */
class UnbrokenSeriesTest {
    private static final int SIZE = 1600;
    private static final Segments SEGMENTS = new Segments(300, 700, 1120, 1148, SIZE);
    private static final Set<String> SINCE = Set.of(
            "annualVolatility",
            "downsideRisk",
            "omega",
            "impactCosts",
            "carryCosts",
            "breakEvenBps",
            "costShare",
            "capacity");

    @ParameterizedTest
    @CsvSource({
        "6, 0, true, 0f13cb38a8f68c74dacfd61206cb8ea44cefb6fd439cbc3036ea7516e83d16ac",
        "24, 2, false, 59aa2800e87597bb5653e3cae4e9df8bcbe737c65bf74054a775ec53ffe9c897",
    })
    void run_asEver(int horizon, int latency, boolean quoted, String digest) {
        Bars bars = RandomMarket.unbroken(3, SIZE, quoted);
        LinearModel model = LinearModel.of(
                horizon,
                Vector.of(0.05, -0.10, 0.02, 0.10, -0.02),
                Vector.of(0.10, 0.05, -0.05, 0.05, 0.06),
                Vector.of(-0.06, -0.05, 0.10, 0.07, 0.04));
        InferenceBacktester backtester = new InferenceBacktester(
                bars, StubRegimes.random(8, 4, SIZE), SEGMENTS, Costs.defaults(), horizon, latency);
        List<BacktestResult> results = backtester.run(
                ForecastStreams.of(
                        model,
                        RandomMarket.features(bars, 4),
                        0,
                        3,
                        SEGMENTS.outOfFoldFrom(),
                        SIZE,
                        EnumSet.allOf(PredictionMethod.class)),
                InferenceGrid.defaults().expand());
        // as text, every double is exact
        assertEquals(digest, Json.sha256(asThen(results) + asThen(backtester.baselines())));
    }

    /** The text that records had then: without the components that they have been given since. */
    private static String asThen(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(UnbrokenSeriesTest::asThen).collect(Collectors.joining(", ", "[", "]"));
        }
        if (!(value instanceof Record) || value instanceof InferenceConfig) {
            return String.valueOf(value);
        }
        return Arrays.stream(value.getClass().getRecordComponents())
                .filter(component -> !SINCE.contains(component.getName()))
                .map(component -> component.getName() + "=" + asThen(read(component, value)))
                .collect(Collectors.joining(", ", value.getClass().getSimpleName() + "[", "]"));
    }

    private static Object read(RecordComponent component, Object of) {
        try {
            return Objects.requireNonNullElse(component.getAccessor().invoke(of), "null");
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(component.getName(), e);
        }
    }

    @Test
    void unbroken_hasNoSplit() {
        Bars bars = RandomMarket.unbroken(3, SIZE, true);
        for (int i = 0; i < SIZE; i++) {
            assertFalse(bars.splitBefore(i) || bars.repaired(i));
        }
    }
}
