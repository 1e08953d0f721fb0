package io.regimen.workercpu.judge;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.backtest.BacktestPath;
import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.SegmentResult;
import io.regimen.activities.metric.Metrics;
import io.regimen.workflows.Costs;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.ModelType;
import io.regimen.workflows.PredictionMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twice the costs, all else equal. */
class DoubledCostsTest {
    private static final int HORIZON = 6;
    private static final InferenceGrid GRID = InferenceGrid.defaults();
    private static final Costs ONCE = Pipeline.costs(0.5, 0.3, 0.2);
    private static final Costs TWICE = Pipeline.costs(1, 0.6, 0.4);
    private static final double ONE_WAY_ONCE = 1e-4;

    @ParameterizedTest
    @CsvSource({
        "EURUSD, RIDGE",
        "EURUSD, XGBOOST",
        "BTCUSDT, RIDGE",
        "BTCUSDT, XGBOOST",
        "SIMULATED, RIDGE",
        "SIMULATED, XGBOOST"
    })
    void judge_everyNetFigureFalls(Markets market, ModelType type) {
        Pipeline trained = Pipeline.train(market.bars(12_000), type, HORIZON);
        List<InferenceConfig> configs = GRID.expand(HORIZON);
        List<BacktestResult> once = trained.judge(configs, ONCE, 0);
        List<BacktestResult> twice = trained.judge(configs, TWICE, 0);
        int compared = 0;
        for (int i = 0; i < configs.size(); i++) {
            // the holding time of direct_multi is chosen by costs: under others it takes other positions
            if (configs.get(i).predictionMethod() != PredictionMethod.DIRECT_MULTI) {
                assertEquals(once.get(i).positionsHash(), twice.get(i).positionsHash());
                String what = configs.get(i).toString();
                falls(once.get(i).validation(), twice.get(i).validation(), what + " validation");
                falls(once.get(i).test(), twice.get(i).test(), what + " test");
                compared++;
            }
        }
        assertEquals(90, compared);
    }

    /** For every configuration: what the positions it takes would have left over under any costs. */
    @ParameterizedTest
    @CsvSource({"EURUSD, RIDGE", "BTCUSDT, XGBOOST"})
    void path_costsAreThoseOfThePositionsTaken(Markets market, ModelType type) {
        Pipeline trained = Pipeline.train(market.bars(6_000), type, HORIZON);
        List<BacktestResult> results = trained.judge(GRID.expand(HORIZON), ONCE, 0);
        for (BacktestResult result : results) {
            BacktestPath path = trained.path(result.config(), ONCE, 0);
            double turnover = 0;
            double before = 0;
            for (int i = 0; i < path.positions().size(); i++) {
                turnover += Math.abs(path.positions().get(i) - before);
                before = path.positions().get(i);
            }
            Metrics total = result.test().total();
            assertTrue(turnover > 0, result.config()::toString);
            // proportional to the costs, so twice of these takes as much again off the same positions
            assertEquals(ONE_WAY_ONCE * turnover, total.costs(), 1e-12 * total.costs());
            assertEquals(total.grossPnl() - total.costs(), total.totalPnl(), 1e-12 * (total.costs() + 1));
        }
    }

    private static void falls(SegmentResult once, SegmentResult twice, String what) {
        Metrics a = once.total();
        Metrics b = twice.total();
        assertTrue(a.trades() > 0, what);
        assertEquals(a.trades(), b.trades(), what);
        assertEquals(a.grossPnl(), b.grossPnl(), what);
        assertEquals(2 * a.costs(), b.costs(), 1e-12 * b.costs(), what);
        lower(a.totalPnl(), b.totalPnl(), what + " total P&L");
        lower(a.annualPnl(), b.annualPnl(), what + " annual P&L");
        lower(a.annualReturn(), b.annualReturn(), what + " annual return");
        lower(a.sharpe(), b.sharpe(), what + " Sharpe");
        lower(a.sortino(), b.sortino(), what + " Sortino");
        // its lowest point may lie in a stretch without trades
        lower(a.maxDrawdown(), requireNonNull(b.maxDrawdown()) - 1e-12, what + " drawdown");
        lower(a.profitFactor(), b.profitFactor(), what + " profit factor");
        lower(a.edgeBps(), b.edgeBps(), what + " edge");
        for (int regime = 0; regime < once.perRegime().size(); regime++) {
            if (once.perRegime().get(regime).trades() > 0) {
                lower(
                        once.perRegime().get(regime).totalPnl(),
                        twice.perRegime().get(regime).totalPnl(),
                        what + " regime " + regime);
            }
        }
    }

    private static void lower(@Nullable Double once, @Nullable Double twice, String what) {
        assertNotNull(once, what);
        assertNotNull(twice, what);
        assertTrue(twice < once, what + ": from " + once + " to " + twice);
    }
}
