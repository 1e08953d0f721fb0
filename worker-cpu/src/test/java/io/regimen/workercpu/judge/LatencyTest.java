package io.regimen.workercpu.judge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.backtest.BacktestPath;
import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.metric.Metrics;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Costs;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.ModelType;
import io.regimen.workflows.PredictionMethod;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same signals, filled some bars later than the model was trained for. */
class LatencyTest {
    private static final int HORIZON = 6;
    private static final List<InferenceConfig> GRID = InferenceGrid.defaults().expand(HORIZON);
    private static final Costs COSTS = Pipeline.costs(0.3, 0, 0);
    /** Share of the net result that each further bar has to leave over. */
    private static final double LEFT = 0.6;

    /** An edge that lives for some bars wears off bar by bar: an off-by-one would make it jump or vanish. */
    @ParameterizedTest
    @CsvSource({"1, RIDGE", "2, RIDGE", "3, RIDGE", "4, RIDGE", "7, RIDGE", "1, XGBOOST", "7, XGBOOST"})
    void judge_anEdgeDegradesSmoothlyAndCostsStay(long seed, ModelType type) {
        Pipeline trained = Pipeline.train(Markets.simulated(12_000, seed), type, HORIZON);
        List<BacktestResult> before = trained.judge(GRID, COSTS, 0);
        double net = mean(before, Metrics::totalPnl);
        double costs = mean(before, Metrics::costs);
        assertTrue(net > 2 * costs, "the edge earns " + net + " after costs of " + costs);
        for (int latency = 1; latency <= 3; latency++) {
            List<BacktestResult> later = trained.judge(GRID, COSTS, latency);
            double less = mean(later, Metrics::totalPnl);
            assertTrue(less < net, latency + " bars: from " + net + " to " + less);
            assertTrue(less > LEFT * net, latency + " bars: from " + net + " to " + less);
            assertEquals(costs, mean(later, Metrics::costs), 0.02 * costs);
            net = less;
        }
    }

    /** What has neither weights nor a holding time to choose decides the same at each latency, to the last bit. */
    @ParameterizedTest
    @CsvSource({"SIMULATED, 1", "SIMULATED, 5", "EURUSD, 1", "BTCUSDT, 3"})
    void path_plainMeanDecidesTheSame(Markets market, int latency) {
        Pipeline trained = Pipeline.train(market.bars(6_000), ModelType.RIDGE, HORIZON);
        for (InferenceConfig config : GRID) {
            if (config.predictionMethod() == PredictionMethod.DIRECT
                    && config.ensembleMethod() == EnsembleMethod.MEAN) {
                BacktestPath at = trained.path(config, COSTS, 0);
                BacktestPath later = trained.path(config, COSTS, latency);
                assertEquals(at.signals().size() - latency, later.signals().size());
                assertArrayEquals(
                        first(at.signals(), later.signals().size()),
                        later.signals().toArray());
                assertArrayEquals(
                        first(at.positions(), later.signals().size()),
                        later.positions().toArray());
            }
        }
    }

    private static double mean(List<BacktestResult> results, ToDoubleFunction<Metrics> figure) {
        return results.stream()
                .mapToDouble(result -> figure.applyAsDouble(result.test().total()))
                .average()
                .orElseThrow();
    }

    private static double[] first(Vector of, int count) {
        return Arrays.copyOf(of.toArray(), count);
    }
}
