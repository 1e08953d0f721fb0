package io.regimen.activities.selection;

import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.InferenceBacktester;
import io.regimen.activities.backtest.RegimeStates;
import io.regimen.activities.backtest.Segment;
import io.regimen.activities.inference.Baseline;
import io.regimen.activities.model.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Measures the configurations of one run on its test part, whose P&amp;L is worked out from the forecasts once. */
public final class Investigation {
    private final List<BacktestResult> results;
    private final RegimeStates regimes;
    private final int testFrom;
    private final double level;
    private final double periodsPerYear;
    private final long seed;
    /** By hash of positions: configurations that took the same positions are one trial. */
    private final SortedMap<Long, Vector> streams = new TreeMap<>();

    private final RunMeasures run;

    /**
     * What is known of a run.
     *
     * @param pnlOnTest P&amp;L per bar of the test part of some configurations, by index
     * @param results all of the run, in the order of the configurations, at least one
     * @param testFrom first bar of the test part
     * @param level of lower bounds
     */
    public Investigation(
            InferenceBacktester backtester,
            Function<List<Integer>, List<Vector>> pnlOnTest,
            List<BacktestResult> results,
            RegimeStates regimes,
            int testFrom,
            double level,
            double periodsPerYear,
            long seed) {
        this.results = List.copyOf(results);
        this.regimes = regimes;
        this.testFrom = testFrom;
        this.level = level;
        this.periodsPerYear = periodsPerYear;
        this.seed = seed;
        SortedMap<Long, Integer> distinct = new TreeMap<>();
        for (int i = 0; i < results.size(); i++) {
            distinct.putIfAbsent(results.get(i).positionsHash(), i);
        }
        List<Vector> pnl = pnlOnTest.apply(List.copyOf(distinct.values()));
        for (long hash : distinct.keySet()) {
            streams.put(hash, pnl.get(streams.size()));
        }
        this.run = Measurement.run(
                new ArrayList<>(streams.values()), backtester.pnl(Baseline.MOMENTUM_SIGN, Segment.TEST), seed);
    }

    /** P&amp;L per bar of a configuration on the whole test part. */
    public Vector pnl(int index) {
        Vector out = streams.get(result(index).positionsHash());
        if (out == null) {
            throw new IllegalStateException("no stream of configuration " + index);
        }
        return out;
    }

    /** Whether bar i of the test part, counted from 0, lies in a regime. */
    public boolean inRegime(int i, int regime) {
        return regimes.at(testFrom + i) == regime;
    }

    /** What is measured of a configuration in a regime. */
    public Measures measure(int index, int regime) {
        return Measurement.candidate(
                run,
                pnl(index),
                i -> inRegime(i, regime),
                result(index).test().perRegime().get(regime).trades(),
                level,
                periodsPerYear,
                seed);
    }

    private BacktestResult result(int index) {
        return results.get(index);
    }
}
