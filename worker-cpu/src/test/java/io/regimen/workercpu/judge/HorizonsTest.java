package io.regimen.workercpu.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.SegmentResult;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.ModelType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole path at the shortest and longest horizons, and on both sides of where heads become sparse. */
class HorizonsTest {
    private static final InferenceGrid GRID = InferenceGrid.defaults();

    @ParameterizedTest
    @CsvSource({
        "1, 1, 45, 43",
        "2, 2, 135, 131",
        "12, 12, 135, 131",
        "13, 9, 135, 131",
        "100, 11, 135, 131",
        "500, 12, 135, 131"
    })
    void judge_everyHorizon(int horizon, int heads, int configurations, int distinct) {
        Pipeline trained = Pipeline.train(Markets.simulated(9_000, 3), ModelType.RIDGE, horizon);
        List<BacktestResult> results = trained.judge(GRID.expand(horizon));

        assertEquals(heads, trained.streams().heads().size());
        assertEquals(horizon, trained.streams().heads().horizon());
        assertEquals(configurations, results.size());
        assertEquals(configurations, GRID.size(horizon));
        assertEquals(
                distinct,
                results.stream().map(BacktestResult::positionsHash).distinct().count());
        assertEquals(distinct, GRID.distinct(horizon));
        RealStreamsTest.tradesNeverRise(results);
        for (BacktestResult result : results) {
            for (SegmentResult segment : List.of(result.validation(), result.test())) {
                RealStreamsTest.regimesAddUp(segment);
                assertTrue(segment.total().trades() > 0, result.config()::toString);
                assertTrue(Double.isFinite(segment.total().totalPnl()));
            }
        }
    }

    /** What the grid leaves out at horizon 1 would have been the same again, to the last bit. */
    @Test
    void judge_oneBar_otherMethodsRepeatTheFirst() {
        Pipeline trained = Pipeline.train(Markets.simulated(4_000, 4), ModelType.RIDGE, 1);
        List<InferenceConfig> every = GRID.expand();
        List<BacktestResult> results = trained.judge(every);
        int kept = GRID.size(1);
        assertEquals(GRID.expand(1), every.subList(0, kept));
        for (int i = kept; i < every.size(); i++) {
            BacktestResult first = results.get(i % kept);
            BacktestResult again = results.get(i);
            assertEquals(first.validation(), again.validation());
            assertEquals(first.test(), again.test());
            assertEquals(first.positionsHash(), again.positionsHash());
        }
    }
}
