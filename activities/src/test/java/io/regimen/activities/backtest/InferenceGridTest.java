package io.regimen.activities.backtest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.inference.Baseline;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.inference.LinearModel;
import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.market.Bars;
import io.regimen.activities.metric.RegimeMetrics;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Costs;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.PredictionMethod;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole grid on a random walk and a model of three members that differ. */
class InferenceGridTest {
    private static final int HORIZON = 6;
    private static final int SIZE = 1600;
    private static final Segments SEGMENTS = new Segments(300, 700, 1140, 1148, SIZE);
    private static final List<InferenceConfig> GRID = InferenceGrid.defaults().expand();

    private final Bars bars = RandomMarket.walk(3, SIZE, true);

    @Test
    void run_configurationsDiffer() {
        List<BacktestResult> results = backtester(bars, HORIZON).run(streams(bars, HORIZON), GRID);
        assertEquals(135, results.size());
        long distinct =
                results.stream().map(BacktestResult::positionsHash).distinct().count();
        // the plain mean with every signal traded has no use for a lookback: 131 can differ
        assertTrue(distinct >= 130, "only " + distinct + " of 135 position streams differ");
    }

    @Test
    void run_hashIsEqualIfAndOnlyIfSignalsAre() {
        InferenceBacktester backtester = backtester(bars, HORIZON);
        ForecastStreams streams = streams(bars, HORIZON);
        List<BacktestResult> results = backtester.run(streams, GRID);
        List<List<Vector>> taken = GRID.stream()
                .map(config -> List.of(
                        backtester.path(streams, config, Segment.VALIDATION).positions(),
                        backtester.path(streams, config, Segment.TEST).positions()))
                .toList();
        for (int i = 0; i < GRID.size(); i++) {
            for (int j = 0; j < i; j++) {
                boolean equal = same(taken.get(i).get(0), taken.get(j).get(0))
                        && same(taken.get(i).get(1), taken.get(j).get(1));
                assertEquals(
                        equal, results.get(i).positionsHash() == results.get(j).positionsHash(), GRID.get(i) + " " + j);
            }
        }
    }

    @Test
    void run_oneByOneEqualsAllAtOnce() {
        InferenceBacktester backtester = backtester(bars, HORIZON);
        ForecastStreams streams = streams(bars, HORIZON);
        List<BacktestResult> all = backtester.run(streams, GRID);
        for (int i = 0; i < GRID.size(); i += 7) {
            assertEquals(
                    all.get(i), backtester.run(streams, List.of(GRID.get(i))).getFirst());
        }
        assertEquals(all.reversed(), backtester.run(streams, GRID.reversed()));
    }

    @Test
    void pnl_isThatOfEachPath() {
        InferenceBacktester backtester = backtester(bars, HORIZON);
        ForecastStreams streams = streams(bars, HORIZON);
        List<Vector> all = backtester.pnl(streams, GRID, Segment.TEST);
        for (int i = 0; i < GRID.size(); i += 7) {
            assertTrue(same(backtester.path(streams, GRID.get(i), Segment.TEST).pnl(), all.get(i)));
        }
        Vector momentum = backtester.pnl(Baseline.MOMENTUM_SIGN, Segment.TEST);
        double total = 0;
        for (int i = 0; i < momentum.size(); i++) {
            total += momentum.get(i);
        }
        assertEquals(backtester.baselines(1).get(1).test().total().totalPnl(), total, 1e-12);
    }

    @Test
    void run_tradesNeverRiseWithTheThreshold() {
        Map<List<Object>, List<BacktestResult>> byThreshold =
                backtester(bars, HORIZON).run(streams(bars, HORIZON), GRID).stream()
                        .collect(Collectors.groupingBy(result -> List.of(
                                result.config().predictionMethod(),
                                result.config().ensembleMethod(),
                                result.config().lookbackWindow())));
        assertEquals(27, byThreshold.size());
        for (List<BacktestResult> results : byThreshold.values()) {
            for (int i = 1; i < results.size(); i++) {
                assertTrue(results.get(i - 1).config().confidenceThreshold()
                        < results.get(i).config().confidenceThreshold());
                assertTrue(results.get(i).test().total().trades()
                        <= results.get(i - 1).test().total().trades());
                assertTrue(results.get(i).validation().total().trades()
                        <= results.get(i - 1).validation().total().trades());
            }
            int every = results.getFirst().test().total().trades();
            int tenth = results.getLast().test().total().trades();
            assertTrue(tenth > 0.03 * every && tenth < 0.25 * every, tenth + " of " + every);
        }
    }

    @Test
    void path_thresholdZeroTradesEveryForecast() {
        InferenceBacktester backtester = backtester(bars, HORIZON);
        ForecastStreams streams = streams(bars, HORIZON);
        InferenceConfig every = GRID.getFirst();
        assertEquals(0, every.confidenceThreshold());
        BacktestPath path = backtester.path(streams, every, Segment.TEST);
        List<Vector> members = streams.direct().sequencedValues().getLast();
        for (int i = 0; i < path.signals().size(); i++) {
            int row = path.firstBar() + i - streams.from();
            double sum = 0;
            for (Vector member : members) {
                sum += member.get(row);
            }
            assertEquals(Math.signum(sum), path.signals().get(i));
        }
    }

    @Test
    void run_regimesAddUpToTheTotal() {
        for (BacktestResult result : backtester(bars, HORIZON).run(streams(bars, HORIZON), GRID)) {
            for (SegmentResult segment : List.of(result.validation(), result.test())) {
                List<RegimeMetrics> regimes = segment.perRegime();
                assertEquals(4, regimes.size());
                assertEquals(
                        segment.total().bars(),
                        regimes.stream().mapToInt(RegimeMetrics::bars).sum());
                assertEquals(
                        segment.total().trades(),
                        regimes.stream().mapToInt(RegimeMetrics::trades).sum());
                assertEquals(
                        segment.total().totalPnl(),
                        regimes.stream().mapToDouble(RegimeMetrics::totalPnl).sum(),
                        1e-12);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1160, 1161, 1162, 1200, 1233, 1299, 1300, 1301, 1400, 1500})
    void path_futureChangesNothing(int until) {
        Bars other = RandomMarket.continued(3, SIZE, until, 99, true);
        assertEquals(bars.close(until), other.close(until));
        assertNotEquals(bars.open(until + 1), other.open(until + 1));
        ForecastStreams streams = streams(bars, HORIZON);
        ForecastStreams otherStreams = streams(other, HORIZON);
        List<InferenceConfig> configs = new InferenceGrid(null, null, List.of(0.0, 0.5), List.of(20, 100)).expand();
        for (InferenceConfig config : configs) {
            BacktestPath path = backtester(bars, HORIZON).path(streams, config, Segment.TEST);
            BacktestPath otherPath = backtester(other, HORIZON).path(otherStreams, config, Segment.TEST);
            int known = until - path.firstBar() + 1;
            assertArrayEquals(first(path.signals(), known), first(otherPath.signals(), known), config.toString());
            assertArrayEquals(first(path.positions(), known), first(otherPath.positions(), known), config.toString());
            // P&L of the bar before last already ends at an open that was not known
            assertArrayEquals(first(path.pnl(), known - 2), first(otherPath.pnl(), known - 2), config.toString());
        }
    }

    @Test
    void run_testSegmentDoesNotReachBackIntoValidation() {
        Bars other = RandomMarket.continued(3, SIZE, SEGMENTS.validationTo() - 1, 99, true);
        List<BacktestResult> results = backtester(bars, HORIZON).run(streams(bars, HORIZON), GRID);
        List<BacktestResult> others = backtester(other, HORIZON).run(streams(other, HORIZON), GRID);
        for (int i = 0; i < GRID.size(); i++) {
            SegmentResult mine = results.get(i).validation();
            SegmentResult theirs = others.get(i).validation();
            // periods per year are those of all bars, and both have the same times
            assertEquals(mine, theirs);
            assertNotEquals(results.get(i).test(), others.get(i).test());
        }
    }

    @Test
    void run_shorterSeriesHasTheSameValidation() {
        Segments shorter = new Segments(300, 700, 1140, 1148, 1300);
        InferenceBacktester cut = new InferenceBacktester(bars, regimes(), shorter, Costs.defaults(), HORIZON, 0);
        List<BacktestResult> results = cut.run(streams(bars, HORIZON, 1300), GRID);
        List<BacktestResult> full = backtester(bars, HORIZON).run(streams(bars, HORIZON), GRID);
        for (int i = 0; i < GRID.size(); i++) {
            assertEquals(full.get(i).validation(), results.get(i).validation());
        }
    }

    @Test
    void run_horizonOneMakesAllPredictionMethodsOne() {
        List<BacktestResult> results = backtester(bars, 1).run(streams(bars, 1), GRID);
        int third = GRID.size() / 3;
        for (int i = 0; i < third; i++) {
            assertEquals(PredictionMethod.DIRECT, GRID.get(i).predictionMethod());
            for (int method = 1; method < 3; method++) {
                BacktestResult other = results.get(i + method * third);
                assertEquals(results.get(i).validation(), other.validation());
                assertEquals(results.get(i).test(), other.test());
                assertEquals(results.get(i).positionsHash(), other.positionsHash());
            }
        }
    }

    private InferenceBacktester backtester(Bars of, int horizon) {
        return new InferenceBacktester(of, regimes(), SEGMENTS, Costs.defaults(), horizon, 0);
    }

    private static RegimeStates regimes() {
        return StubRegimes.random(8, 4, SIZE);
    }

    private static ForecastStreams streams(Bars of, int horizon) {
        return streams(of, horizon, SIZE);
    }

    private static ForecastStreams streams(Bars of, int horizon, int to) {
        LinearModel model = LinearModel.of(
                horizon,
                Vector.of(0.05, -0.10, 0.02, 0.10, -0.02),
                Vector.of(0.10, 0.05, -0.05, 0.05, 0.06),
                Vector.of(-0.06, -0.05, 0.10, 0.07, 0.04));
        return ForecastStreams.of(
                model,
                RandomMarket.features(of, 4),
                0,
                3,
                SEGMENTS.outOfFoldFrom(),
                to,
                EnumSet.allOf(PredictionMethod.class));
    }

    private static boolean same(Vector a, Vector b) {
        return Arrays.equals(a.toArray(), b.toArray());
    }

    private static double[] first(Vector of, int count) {
        return Arrays.copyOf(of.toArray(), count);
    }
}
