package io.regimen.activities.step;

import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.metric.Metrics;
import io.regimen.activities.metric.RegimeMetrics;
import io.regimen.db.BatchWriter.BacktestRow;
import io.regimen.workflows.Json;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Backtests as rows of inference_backtests. */
final class BacktestRows {
    private BacktestRows() {}

    /** One regime on both parts. */
    private record Parts(RegimeMetrics validation, RegimeMetrics test) {}

    /** The hash of its positions as it is stored. */
    static String hash(BacktestResult result) {
        return HexFormat.of().toHexDigits(result.positionsHash());
    }

    static BacktestRow of(int index, BacktestResult result, List<String> regimes) {
        Metrics test = result.test().total();
        Metrics validation = result.validation().total();
        SortedMap<String, Parts> byRegime = new TreeMap<>();
        for (int i = 0; i < regimes.size(); i++) {
            byRegime.put(
                    regimes.get(i),
                    new Parts(
                            result.validation().perRegime().get(i),
                            result.test().perRegime().get(i)));
        }
        return new BacktestRow(
                index,
                result.config().predictionMethod().toString(),
                result.config().ensembleMethod().toString(),
                result.config().confidenceThreshold(),
                result.config().lookbackWindow(),
                hash(result),
                test.bars(),
                test.trades(),
                // in the order of BatchWriter.METRICS
                Arrays.asList(
                        test.sharpe(),
                        test.sortino(),
                        test.calmar(),
                        test.maxDrawdown(),
                        test.winRate(),
                        test.profitFactor(),
                        test.avgWin(),
                        test.avgLoss(),
                        test.turnover(),
                        test.exposure(),
                        test.totalPnl(),
                        test.annualPnl(),
                        test.costs(),
                        test.edgeBps(),
                        test.annualReturn(),
                        test.grossPnl(),
                        test.annualVolatility(),
                        test.downsideRisk(),
                        test.omega(),
                        test.impactCosts(),
                        test.carryCosts(),
                        test.breakEvenBps(),
                        test.costShare(),
                        test.capacity()),
                validation.trades(),
                validation.sharpe(),
                Json.write(validation),
                Json.write(byRegime));
    }
}
