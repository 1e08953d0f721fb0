package io.regimen.activities.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.inference.LinearModel;
import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.market.Bars;
import io.regimen.activities.metric.Metrics;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Costs;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.Json;
import io.regimen.workflows.PredictionMethod;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
 * Where no bar was filled in and no gap splits the series, all results are what they were, to the last bit.
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

    /** Whatever the arithmetic and the number of threads. */
    @ParameterizedTest
    @CsvSource({
        "6, 0, true, ae5360691638c608f0dc2ab674e88f90c7723421eb64d5f4c5bfc22001a10f1d",
        "24, 2, false, 2e972c7d2caf74fd65a0c8f35b7ef9b88b38875d21ca8ab80441c246eb7ca5a0",
    })
    void run_asEver(int horizon, int latency, boolean quoted, String digest) {
        for (Arithmetic arithmetic : Arithmetic.values()) {
            if (arithmetic == Arithmetic.VECTOR && !Arithmetic.available()) {
                continue;
            }
            for (int threads = 1; threads <= 3; threads++) {
                InferenceBacktester backtester = backtester(horizon, latency, quoted, arithmetic);
                List<BacktestResult> results = results(backtester, horizon, quoted, threads);
                // as text, every double is exact
                assertEquals(
                        digest,
                        Json.sha256(asThen(results) + asThen(backtester.baselines(threads))),
                        arithmetic + " on " + threads);
            }
        }
    }

    /** The sums of the kernel of before had another order (decisions/lanes.md): its results are met to 1e-9. */
    @ParameterizedTest
    @CsvSource({"6, 0, true", "24, 2, false"})
    void run_asBeforeTheLanes(int horizon, int latency, boolean quoted) throws IOException {
        List<BacktestResult> results =
                results(backtester(horizon, latency, quoted, Arithmetic.best()), horizon, quoted, 1);
        int compared = 0;
        for (String line : before()) {
            String[] fields = line.split(" ", -1);
            if (!fields[0].equals(Integer.toString(horizon))) {
                continue;
            }
            SegmentResult test = results.get(Integer.parseInt(fields[1])).test();
            Metrics total = test.total();
            List<Object> now = new ArrayList<>(Arrays.asList(
                    total.trades(),
                    total.sharpe(),
                    total.maxDrawdown(),
                    total.turnover(),
                    total.exposure(),
                    total.grossPnl(),
                    total.costs(),
                    total.edgeBps()));
            test.perRegime().forEach(regime -> now.add(regime.totalPnl()));
            for (int k = 0; k < now.size(); k++) {
                double expected = Double.parseDouble(fields[2 + k]);
                assertEquals(expected, ((Number) now.get(k)).doubleValue(), 1e-9 * Math.abs(expected), line);
                compared++;
            }
        }
        assertEquals(135 * 12, compared);
    }

    private static List<String> before() throws IOException {
        try (InputStream in = UnbrokenSeriesTest.class.getResourceAsStream("/backtest/unbroken.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static InferenceBacktester backtester(int horizon, int latency, boolean quoted, Arithmetic arithmetic) {
        Bars bars = RandomMarket.unbroken(3, SIZE, quoted);
        return new InferenceBacktester(
                bars,
                StubRegimes.random(8, 4, SIZE),
                SEGMENTS,
                CostCurve.of(bars, Costs.defaults()),
                horizon,
                latency,
                arithmetic);
    }

    private static List<BacktestResult> results(
            InferenceBacktester backtester, int horizon, boolean quoted, int threads) {
        LinearModel model = LinearModel.of(
                horizon,
                Vector.of(0.05, -0.10, 0.02, 0.10, -0.02),
                Vector.of(0.10, 0.05, -0.05, 0.05, 0.06),
                Vector.of(-0.06, -0.05, 0.10, 0.07, 0.04));
        return backtester.run(
                ForecastStreams.of(
                        model,
                        RandomMarket.features(RandomMarket.unbroken(3, SIZE, quoted), 4),
                        0,
                        3,
                        SEGMENTS.outOfFoldFrom(),
                        SIZE,
                        EnumSet.allOf(PredictionMethod.class)),
                InferenceGrid.defaults().expand(),
                threads,
                () -> {});
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
