package io.regimen.workercpu.judge;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.regimen.activities.backtest.BacktestPath;
import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.inference.RankedSignals;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Costs;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.ModelType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bars after one of the test part in another order, and everything computed anew from them: features, regimes, model,
 * forecasts, weights, ranks, holding times. What was decided or resolved by then must not change by a bit.
 */
class ShuffledFutureTest {
    private static final int BARS = 6_000;
    private static final int HORIZON = 6;
    private static final List<InferenceConfig> GRID = InferenceGrid.defaults().expand(HORIZON);

    @ParameterizedTest
    @CsvSource({
        // bars after the start of the test part
        "EURUSD, RIDGE, 150",
        "EURUSD, RIDGE, 801",
        "EURUSD, XGBOOST, 500",
        "BTCUSDT, RIDGE, 150",
        "BTCUSDT, RIDGE, 801",
        "BTCUSDT, XGBOOST, 500",
        "SIMULATED, RIDGE, 333",
        "SIMULATED, XGBOOST, 334",
    })
    void judge_changesNothingDecided(Markets market, ModelType type, int after) {
        Bars bars = market.bars(BARS);
        Pipeline known = Pipeline.train(bars, type, HORIZON);
        int t = known.split().testFrom() + after;
        Pipeline other = Pipeline.train(Markets.shuffledAfter(bars, t, 42), type, HORIZON);

        assertEquals(known.split(), other.split());
        assertEquals(known.modelSha256(), other.modelSha256());
        forecasts(known, other, t);
        for (int bar = 0; bar <= t; bar++) {
            assertEquals(known.regimes().at(bar), other.regimes().at(bar));
        }
        for (InferenceConfig config : new InferenceGrid(null, null, List.of(0.0), null).expand(HORIZON)) {
            ranks(known.signals(config), other.signals(config), t, config);
        }
        for (InferenceConfig config : GRID) {
            BacktestPath mine = known.path(config, Costs.defaults(), 0);
            BacktestPath theirs = other.path(config, Costs.defaults(), 0);
            int decided = t - mine.firstBar() + 1;
            same(mine.signals(), theirs.signals(), decided, config);
            same(mine.positions(), theirs.positions(), decided, config);
            // the P&L of t-2 is the last that ends at an open no later than that of t
            same(mine.pnl(), theirs.pnl(), decided - 2, config);
        }
        List<BacktestResult> mine = known.judge(GRID);
        List<BacktestResult> theirs = other.judge(GRID);
        for (int i = 0; i < GRID.size(); i++) {
            assertEquals(mine.get(i).validation(), theirs.get(i).validation());
            // and the future did change
            assertNotEquals(mine.get(i).test(), theirs.get(i).test());
        }
    }

    private static void forecasts(Pipeline known, Pipeline other, int t) {
        int rows = t - known.streams().from() + 1;
        known.streams().direct().forEach((head, members) -> {
            for (int member = 0; member < members.size(); member++) {
                Vector mine = members.get(member);
                Vector theirs =
                        requireNonNull(other.streams().direct().get(head)).get(member);
                assertArrayEquals(first(mine, rows), first(theirs, rows));
                assertFalse(Arrays.equals(mine.toArray(), theirs.toArray()));
            }
        });
        for (int member = 0; member < known.streams().members(); member++) {
            assertArrayEquals(
                    first(known.streams().recursive().get(member), rows),
                    first(other.streams().recursive().get(member), rows));
        }
    }

    /** What weights made of the forecasts shows in the ranks, even where no threshold lies between. */
    private static void ranks(RankedSignals mine, RankedSignals theirs, int t, InferenceConfig config) {
        for (int bar = mine.from(); bar <= t; bar++) {
            assertEquals(mine.sign(bar), theirs.sign(bar), config.toString());
            assertEquals(mine.holding(bar), theirs.holding(bar), config.toString());
            assertEquals(mine.rank(bar), theirs.rank(bar), config.toString());
        }
    }

    private static void same(Vector mine, Vector theirs, int count, InferenceConfig config) {
        assertArrayEquals(first(mine, count), first(theirs, count), config.toString());
    }

    private static double[] first(Vector of, int count) {
        return Arrays.copyOf(of.toArray(), count);
    }
}
