package io.regimen.activities.backtest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.regimen.activities.inference.Baseline;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.TradingCalendar;
import io.regimen.activities.metric.Metrics;
import io.regimen.activities.metric.RegimeMetrics;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Costs;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.PredictionMethod;
import io.regimen.workflows.Timeframe;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Small cases worked out by hand: one member, every signal traded, half spread of 1 %. */
class InferenceBacktesterTest {
    private static final double[] OPENS = {10, 10, 11, 12, 12, 9, 9, 10};
    private static final double[] FORECASTS = {1, 1, -1, 0, -1, 1, 1, 1};
    private static final Segments ALL_TEST = new Segments(0, 0, 0, 0, 8);
    private static final InferenceConfig EVERY =
            new InferenceConfig(PredictionMethod.DIRECT, EnsembleMethod.MEAN, 0, 20);
    private static final RegimeStates ODD = StubRegimes.of(3, 0, 1, 0, 1, 0, 1, 0, 1);

    @Test
    void path_tranchesOverlap() {
        BacktestPath path = backtester(2, 0, 100).path(streams(2, FORECASTS), EVERY, Segment.TEST);
        assertArrayEquals(new double[] {1, 1, -1, 0, -1, 1}, path.signals().toArray());
        assertArrayEquals(
                new double[] {0.5, 1, 0, -0.5, -0.5, 0}, path.positions().toArray());
        // half, all, nothing of 10 to 11, 11 to 12, 12 to 12; short half of 12 to 9; 9 to 9; nothing of 9 to 10
        double[] gross = {0.05, 1 / 11.0, 0, 0.125, 0, 0};
        double[] traded = {0.5, 0.5, 1, 0.5, 0, 0.5};
        for (int i = 0; i < gross.length; i++) {
            assertEquals(gross[i] - 0.01 * traded[i], path.pnl().get(i), 1e-15);
        }
    }

    @Test
    void run_metricsByHand() {
        Metrics total = run(backtester(2, 0, 100), 2).total();
        double gross = 0.05 + 1 / 11.0 + 0.125;
        assertEquals(6, total.bars());
        near(gross, total.grossPnl());
        near(0.03, total.costs());
        near(gross - 0.03, total.totalPnl());
        near(3 / 6.0 * 8766, total.turnover());
        near(2.5 / 6, total.exposure());
        // 10 to 12, 11 to 12, short 12 to 9, short 9 to 10; the last signal would leave after the segment
        assertEquals(4, total.trades());
        near(0.75, total.winRate());
        near((0.2 + 1 / 11.0 + 0.25 - 0.06) / 3, total.avgWin());
        near(-1 / 9.0 - 0.02, total.avgLoss());
        near((0.2 + 1 / 11.0 + 0.25 - 0.06) / (1 / 9.0 + 0.02), total.profitFactor());
        near(1e4 * (0.2 + 1 / 11.0 + 0.25 - 1 / 9.0 - 0.08) / 4, total.edgeBps());
    }

    @Test
    void run_regimesByHand() {
        List<RegimeMetrics> regimes = run(backtester(2, 0, 100), 2).perRegime();
        assertEquals(3, regimes.size());
        RegimeMetrics even = regimes.get(0);
        assertEquals(3, even.bars());
        assertEquals(3, even.trades());
        near(0.05 - 0.015, even.totalPnl());
        near(0.99 - 1, even.maxDrawdown());
        near(2 / 3.0, even.winRate());
        near(1e4 * (0.2 + 0.25 - 1 / 9.0 - 0.06) / 3, even.edgeBps());
        assertEquals(new RegimeMetrics(2, 0, 0, null, 0, null, null, null), regimes.get(2));
    }

    @Test
    void run_latencyShiftsTheFills() {
        InferenceBacktester late = backtester(2, 1, 100);
        BacktestPath path = late.path(streams(2, FORECASTS), EVERY, Segment.TEST);
        assertArrayEquals(new double[] {0.5, 1, 0, -0.5, -0.5}, path.positions().toArray());
        // one bar later each: 11 to 12, 12 to 12, 12 to 9, 9 to 9, 9 to 10
        double[] gross = {0.5 / 11, 0, 0, 0, -0.5 / 9};
        double[] traded = {0.5, 0.5, 1, 0.5, 0};
        for (int i = 0; i < gross.length; i++) {
            assertEquals(gross[i] - 0.01 * traded[i], path.pnl().get(i), 1e-15);
        }
        // 11 to 12, 12 to 9, short 12 to 9, and nothing
        assertEquals(3, run(late, 2).total().trades());
    }

    /** Bar 3 was filled in: its signal is not taken, and what was to be filled there waits for the open of bar 4. */
    @Test
    void path_noDecisionAndNoFillOnABarFilledIn() {
        InferenceBacktester backtester = aroundBarThree(2);
        ForecastStreams streams = streams(2, 1, 1, -1, 1, -1, 1, 1, 1);
        BacktestPath path = backtester.path(streams, EVERY, Segment.TEST);
        assertArrayEquals(new double[] {1, 1, -1, 0, -1, 1}, path.signals().toArray());
        assertArrayEquals(
                new double[] {0.5, 1, 1, -0.5, -0.5, 0}, path.positions().toArray());
        // half of 10 to 11, all of 11 to 12 and, held, of 12 to 13; short half of 13 to 9
        double[] gross = {0.05, 1 / 11.0, 1 / 12.0, 2 / 13.0, 0, 0};
        double[] traded = {0.5, 0.5, 0, 1.5, 0, 0.5};
        for (int i = 0; i < gross.length; i++) {
            assertEquals(gross[i] - 0.01 * traded[i], path.pnl().get(i), 1e-15);
        }
        Metrics total =
                backtester.run(streams, List.of(EVERY)).getFirst().test().total();
        // 10 to 13 and 11 to 13, both left a bar late; short 13 to 9, entered a bar late; short 9 to 10
        assertEquals(4, total.trades());
        near(1e4 * (0.3 + 2 / 11.0 + 4 / 13.0 - 1 / 9.0 - 0.08) / 4, total.edgeBps());
    }

    @Test
    void run_tradeThatWouldLeaveWhereItEntersNeverTakesPlace() {
        InferenceBacktester backtester = aroundBarThree(1);
        ForecastStreams streams = streams(1, 1, 1, -1, 1, -1, 1, 1, 1);
        BacktestPath path = backtester.path(streams, EVERY, Segment.TEST);
        assertArrayEquals(new double[] {1, 1, 1, 0, -1, 1}, path.positions().toArray());
        Metrics total =
                backtester.run(streams, List.of(EVERY)).getFirst().test().total();
        // 10 to 11, 11 to 13, short 9 to 9, 9 to 10: the short to be entered at bar 3 was to be left at bar 4
        assertEquals(4, total.trades());
        near(1e4 * (0.1 + 2 / 11.0 + 1 / 9.0 - 0.08) / 4, total.edgeBps());
    }

    private static InferenceBacktester aroundBarThree(int horizon) {
        double[] opens = {10, 10, 11, 12, 13, 9, 9, 10};
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false).calendar(TradingCalendar.CONTINUOUS);
        for (int i = 0; i < opens.length; i++) {
            out.add(3600L * i, opens[i], 20, 1, opens[i], 0, 0).repaired(i == 3);
        }
        return new InferenceBacktester(out.build(), ODD, ALL_TEST, new Costs(100.0, 0, 0), horizon, 0);
    }

    @Test
    void run_doubleCostsDoubleWhatIsPaid() {
        Metrics cheap = run(backtester(2, 0, 100), 2).total();
        Metrics dear = run(backtester(2, 0, 200), 2).total();
        assertEquals(cheap.grossPnl(), dear.grossPnl());
        near(2 * cheap.costs(), dear.costs());
        near(cheap.totalPnl() - cheap.costs(), dear.totalPnl());
    }

    @Test
    void run_segmentTooShortForADecision() {
        SegmentResult validation = backtester(2, 0, 100)
                .run(streams(2, FORECASTS), List.of(EVERY))
                .getFirst()
                .validation();
        assertEquals(0, validation.total().bars());
        assertNull(validation.total().sharpe());
        assertNull(validation.total().exposure());
        assertEquals(0, validation.total().totalPnl());
    }

    @Test
    void run_zeroModelTradesNothing() {
        Metrics total = backtester(2, 0, 100)
                .run(streams(2, new double[8]), List.of(EVERY))
                .getFirst()
                .test()
                .total();
        assertEquals(0, total.trades());
        assertNull(total.sharpe());
        assertNull(total.sortino());
        assertNull(total.calmar());
        assertNull(total.winRate());
        assertNull(total.edgeBps());
        assertEquals(0, total.totalPnl());
        assertEquals(0.0, total.exposure());
    }

    @Test
    void baselines_onTheSameBars() {
        List<BaselineResult> baselines = backtester(2, 0, 100).baselines(1);
        assertEquals(Baseline.ZERO_RETURN, baselines.get(0).baseline());
        assertEquals(0, baselines.get(0).test().total().trades());
        assertEquals(Baseline.MOMENTUM_SIGN, baselines.get(1).baseline());
        // closes 10 11 12 12 9 9 10 10, over two bars: none, none, up, up, down, down, up, up
        SegmentResult momentum = backtester(2, 0, 100)
                .run(streams(2, 0, 0, 1, 1, -1, -1, 1, 1), List.of(EVERY))
                .getFirst()
                .test();
        assertEquals(momentum, baselines.get(1).test());
    }

    @Test
    void run_streamsThatDoNotFit() {
        InferenceBacktester backtester = backtester(2, 0, 100);
        assertThrows(IllegalArgumentException.class, () -> backtester.run(streams(3, FORECASTS), List.of(EVERY)));
        assertThrows(IllegalArgumentException.class, () -> backtester.run(streams(2, 1, 1, 1), List.of(EVERY)));
        InferenceConfig recursive = new InferenceConfig(PredictionMethod.RECURSIVE, EnsembleMethod.MEAN, 0, 20);
        assertThrows(IllegalArgumentException.class, () -> backtester.run(streams(2, FORECASTS), List.of(recursive)));
    }

    @Test
    void run_regimeOutOfRange() {
        InferenceBacktester backtester = new InferenceBacktester(
                bars(), StubRegimes.of(1, 0, 0, 1, 0, 0, 0, 0, 0), ALL_TEST, Costs.defaults(), 2, 0);
        assertThrows(IllegalArgumentException.class, () -> backtester.run(streams(2, FORECASTS), List.of(EVERY)));
    }

    @Test
    void new_segmentsBeyondTheBars() {
        Segments beyond = new Segments(0, 0, 0, 0, 9);
        assertThrows(
                IllegalArgumentException.class,
                () -> new InferenceBacktester(bars(), ODD, beyond, Costs.defaults(), 2, 0));
        assertThrows(IllegalArgumentException.class, () -> new Segments(0, 5, 4, 6, 8));
    }

    private static SegmentResult run(InferenceBacktester backtester, int horizon) {
        return backtester
                .run(streams(horizon, FORECASTS), List.of(EVERY))
                .getFirst()
                .test();
    }

    private static InferenceBacktester backtester(int horizon, int latency, double halfSpreadBps) {
        return new InferenceBacktester(bars(), ODD, ALL_TEST, new Costs(halfSpreadBps, 0, 0), horizon, latency);
    }

    private static Bars bars() {
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < OPENS.length; i++) {
            double close = i + 1 < OPENS.length ? OPENS[i + 1] : 10;
            out.add(3600L * i, OPENS[i], Math.max(OPENS[i], close), Math.min(OPENS[i], close), close, 0, 0);
        }
        return out.build();
    }

    private static ForecastStreams streams(int horizon, double... forecasts) {
        SortedMap<Integer, List<Vector>> direct = new TreeMap<>();
        direct.put(horizon - 1, List.of(Vector.of(forecasts)));
        return new ForecastStreams(0, Heads.of(horizon), direct, List.of());
    }

    private static void near(double expected, @Nullable Double actual) {
        assertNotNull(actual);
        assertEquals(expected, actual, 1e-12 * Math.max(1, Math.abs(expected)));
    }
}
