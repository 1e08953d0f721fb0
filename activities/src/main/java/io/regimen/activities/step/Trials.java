package io.regimen.activities.step;

import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.BaselineResult;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What the trial ledger keeps of a batch.
 *
 * @param distinctStreams configurations that took different positions: equal ones are one trial
 * @param sharpeMean mean of the defined test Sharpe ratios, null if there is none
 * @param sharpeVariance their sample variance, null below two
 */
record Trials(
        int distinctStreams,
        @Nullable Double sharpeMean,
        @Nullable Double sharpeVariance) {

    static Trials of(List<BacktestResult> results) {
        List<Double> sharpes = results.stream()
                .map(result -> result.test().total().sharpe())
                .filter(Objects::nonNull)
                .toList();
        int distinct = (int) results.stream()
                .mapToLong(BacktestResult::positionsHash)
                .distinct()
                .count();
        if (sharpes.isEmpty()) {
            return new Trials(distinct, null, null);
        }
        double mean = stream(sharpes).sum() / sharpes.size();
        Double variance = sharpes.size() < 2
                ? null
                : Double.valueOf(
                        stream(sharpes).map(s -> (s - mean) * (s - mean)).sum() / (sharpes.size() - 1));
        return new Trials(distinct, mean, variance);
    }

    /**
     * Whether the configuration that is best on validation earns more than every baseline on test, after costs; null if
     * no configuration has a Sharpe ratio on validation.
     */
    static @Nullable Boolean beats(List<BacktestResult> results, List<BaselineResult> baselines) {
        return results.stream()
                .filter(result -> result.validation().total().sharpe() != null)
                .max(Comparator.comparingDouble(result ->
                        Objects.requireNonNull(result.validation().total().sharpe())))
                .map(best -> baselines.stream()
                        .allMatch(baseline -> best.test().total().totalPnl()
                                > baseline.test().total().totalPnl()))
                .orElse(null);
    }

    private static DoubleStream stream(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue);
    }
}
