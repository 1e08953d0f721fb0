package io.regimen.activities.step;

import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.BaselineResult;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * What the trial ledger keeps of a batch. Configurations that took equal positions are one trial, in its number as in
 * mean and variance.
 *
 * @param distinctStreams streams of positions that no other configuration had taken before
 * @param sharpeMean mean of their defined test Sharpe ratios, null if there is none
 * @param sharpeVariance their sample variance, null below two
 */
record Trials(
        int distinctStreams,
        @Nullable Double sharpeMean,
        @Nullable Double sharpeVariance) {

    /**
     * The trials of a batch.
     *
     * @param before results of the run's earlier batches: what repeats their positions is no trial of its own
     */
    static Trials of(List<BacktestResult> results, List<BacktestResult> before) {
        Set<Long> seen =
                before.stream().map(BacktestResult::positionsHash).collect(Collectors.toCollection(HashSet::new));
        List<BacktestResult> distinct = results.stream()
                .filter(result -> seen.add(result.positionsHash()))
                .toList();
        List<Double> sharpes = distinct.stream()
                .map(result -> result.test().total().sharpe())
                .filter(Objects::nonNull)
                .toList();
        if (sharpes.isEmpty()) {
            return new Trials(distinct.size(), null, null);
        }
        double mean = stream(sharpes).sum() / sharpes.size();
        Double variance = sharpes.size() < 2
                ? null
                : Double.valueOf(
                        stream(sharpes).map(s -> (s - mean) * (s - mean)).sum() / (sharpes.size() - 1));
        return new Trials(distinct.size(), mean, variance);
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
