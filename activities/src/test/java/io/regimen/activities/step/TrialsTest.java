package io.regimen.activities.step;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.InferenceBacktester;
import io.regimen.activities.backtest.RegimeStates;
import io.regimen.activities.backtest.Segments;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.market.Bars;
import io.regimen.workflows.Costs;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.PredictionMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialsTest {
    private static final InferenceGrid GRID = InferenceGrid.defaults();
    private static final int SIZE = 1200;
    private static final Segments SEGMENTS = new Segments(200, 600, 890, 900, SIZE);

    private final Bars bars = RandomMarket.walk(3, SIZE, true);

    @Test
    void of_repeatedStreamsChangeNothing() {
        List<BacktestResult> once = run(6, GRID.expand());
        Trials trials = Trials.of(once, List.of());

        assertEquals(131, trials.distinctStreams());
        assertEquals(trials, Trials.of(concat(once, once), List.of()));
        assertEquals(new Trials(0, null, null), Trials.of(once, once));
    }

    @Test
    void of_batchesOfARunAddUpToTheRun() {
        List<BacktestResult> all = run(6, GRID.expand());
        List<BacktestResult> first = method(all, PredictionMethod.DIRECT);
        List<BacktestResult> second = method(all, PredictionMethod.RECURSIVE);
        List<BacktestResult> third = method(all, PredictionMethod.DIRECT_MULTI);

        assertEquals(
                131,
                Trials.of(first, List.of()).distinctStreams()
                        + Trials.of(second, first).distinctStreams()
                        + Trials.of(third, concat(first, second)).distinctStreams());
    }

    @Test
    void of_oneBarAhead_threeMethodsAreAsManyTrialsAsOne() {
        assertEquals(Trials.of(run(1, GRID.expand(1)), List.of()), Trials.of(run(1, GRID.expand()), List.of()));
        assertEquals(43, Trials.of(run(1, GRID.expand(1)), List.of()).distinctStreams());
    }

    @Test
    void of_meanAndVarianceAreThoseOfTheDistinct() {
        // threshold 0 of the plain mean at three look-backs is one stream, and the fourth result another
        List<BacktestResult> results =
                run(6, GRID.expand().stream().filter(TrialsTest::plain).toList());
        assertEquals(4, results.size());
        Trials trials = Trials.of(results, List.of());
        double one = sharpe(results.getFirst());
        double two = sharpe(results.getLast());

        assertEquals(2, trials.distinctStreams());
        assertEquals((one + two) / 2, requireNonNull(trials.sharpeMean()), 1e-12);
        assertEquals((one - two) * (one - two) / 2, requireNonNull(trials.sharpeVariance()), 1e-12);
        assertNull(Trials.of(results.subList(0, 3), List.of()).sharpeVariance());
    }

    private static boolean plain(InferenceConfig config) {
        InferenceConfig last = GRID.expand().get(14);
        boolean mean = config.predictionMethod() == last.predictionMethod()
                && config.ensembleMethod() == last.ensembleMethod();
        return config.equals(last) || (mean && config.confidenceThreshold() == 0);
    }

    private static double sharpe(BacktestResult result) {
        Double sharpe = result.test().total().sharpe();
        assertNotNull(sharpe);
        return sharpe;
    }

    private static List<BacktestResult> method(List<BacktestResult> all, PredictionMethod method) {
        return all.stream()
                .filter(result -> result.config().predictionMethod() == method)
                .toList();
    }

    private static List<BacktestResult> concat(List<BacktestResult> a, List<BacktestResult> b) {
        return java.util.stream.Stream.concat(a.stream(), b.stream()).toList();
    }

    private List<BacktestResult> run(int horizon, List<InferenceConfig> configs) {
        RegimeStates one = new RegimeStates() {
            @Override
            public int count() {
                return 1;
            }

            @Override
            public int at(int bar) {
                return 0;
            }
        };
        ForecastStreams random = RandomMarket.forecasts(5, horizon, 3, SEGMENTS.outOfFoldFrom(), SIZE);
        // one bar ahead, iterating once is what the head says
        ForecastStreams streams = horizon > 1
                ? random
                : new ForecastStreams(
                        random.from(),
                        random.heads(),
                        random.direct(),
                        random.direct().sequencedValues().getFirst());
        return new InferenceBacktester(bars, one, SEGMENTS, Costs.defaults(), horizon, 0).run(streams, configs);
    }
}
