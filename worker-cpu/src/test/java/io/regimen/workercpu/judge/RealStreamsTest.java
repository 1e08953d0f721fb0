package io.regimen.workercpu.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.SegmentResult;
import io.regimen.activities.metric.RegimeMetrics;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.ModelType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default grid on real markets with trained models: configurations differ, and their results hang together. */
class RealStreamsTest {
    private static final int BARS = 12_000;
    private static final InferenceGrid GRID = InferenceGrid.defaults();

    @ParameterizedTest
    @CsvSource({
        "EURUSD, RIDGE, 6",
        "EURUSD, XGBOOST, 6",
        "BTCUSDT, RIDGE, 6",
        "BTCUSDT, XGBOOST, 6",
        "EURUSD, RIDGE, 24",
        "BTCUSDT, XGBOOST, 24"
    })
    void judge_defaultGrid(Markets market, ModelType type, int horizon) {
        Pipeline trained = Pipeline.train(market.bars(BARS), type, horizon);
        List<BacktestResult> results = trained.judge(GRID.expand(horizon));

        assertEquals(135, results.size());
        // every stream that can differ does: decisions/distinct-streams.md
        assertEquals(131, GRID.distinct(horizon));
        assertEquals(
                131,
                results.stream().map(BacktestResult::positionsHash).distinct().count());
        assertTrue(results.stream().allMatch(result -> result.test().total().trades() > 0));
        tradesNeverRise(results);
        results.forEach(result -> {
            regimesAddUp(result.validation());
            regimesAddUp(result.test());
        });
    }

    static void tradesNeverRise(List<BacktestResult> results) {
        Map<InferenceConfig, List<BacktestResult>> byThreshold = results.stream()
                .collect(Collectors.groupingBy(result -> new InferenceConfig(
                        result.config().predictionMethod(),
                        result.config().ensembleMethod(),
                        0,
                        result.config().lookbackWindow())));
        for (List<BacktestResult> ascending : byThreshold.values()) {
            for (int i = 1; i < ascending.size(); i++) {
                BacktestResult lower = ascending.get(i - 1);
                BacktestResult higher = ascending.get(i);
                assertTrue(
                        lower.config().confidenceThreshold() < higher.config().confidenceThreshold());
                assertTrue(
                        higher.test().total().trades() <= lower.test().total().trades(), higher::toString);
                assertTrue(
                        higher.validation().total().trades()
                                <= lower.validation().total().trades(),
                        higher::toString);
            }
        }
    }

    /** To 1e-12 of what was earned and lost in the regimes: the total itself may be next to nothing. */
    static void regimesAddUp(SegmentResult segment) {
        List<RegimeMetrics> regimes = segment.perRegime();
        assertEquals(
                segment.total().bars(),
                regimes.stream().mapToInt(RegimeMetrics::bars).sum());
        assertEquals(
                segment.total().trades(),
                regimes.stream().mapToInt(RegimeMetrics::trades).sum());
        assertEquals(
                segment.total().totalPnl(),
                regimes.stream().mapToDouble(RegimeMetrics::totalPnl).sum(),
                1e-12
                        * regimes.stream()
                                .mapToDouble(regime -> Math.abs(regime.totalPnl()))
                                .sum());
    }
}
