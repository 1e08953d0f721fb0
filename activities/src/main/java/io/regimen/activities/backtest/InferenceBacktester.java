package io.regimen.activities.backtest;

import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.inference.Baseline;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.inference.PreparedStreams;
import io.regimen.activities.inference.RankedSignals;
import io.regimen.activities.inference.SignalGenerator;
import io.regimen.activities.market.Bars;
import io.regimen.activities.metric.Annualisation;
import io.regimen.workflows.Costs;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.PredictionMethod;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges forecasts of one market under many inference configurations, without the model. Immutable once built, so threads
 * may share one; equal arguments give equal results to the last bit.
 *
 * <p>Rules, with t a bar, d the latency and H the horizon:
 *
 * <ul>
 *   <li>A decision at the close of bar t is filled at open[t+1+d]. The position decided at t earns the simple return of
 *       the mid price from open[t+1+d] to open[t+2+d]; that P&amp;L belongs to bar t and to the regime known at t.
 *   <li>A segment [from, to) uses no price outside of it: its decision bars are from to to-3-d, the last whose P&amp;L ends
 *       at an open inside. It begins without a position, and ends with whatever tranches are still open.
 *   <li>Each signal taken is a tranche of size 1/H, held for H bars (direct_multi: for the chosen step). The position is
 *       the sum of live tranches, in [-1, 1].
 *   <li>A bar that was filled in ({@link Bars#repaired}) carries no decision and no fill: what was to be filled there is
 *       filled at the open of the next quoted bar; till then, as through every gap, the position is held, marked at the
 *       opens of the bars. A trade that would enter and leave at one and the same open never takes place.
 *   <li>A change of position costs |p_t - p_t-1| x {@link CostCurve#oneWay} at its fill.
 *   <li>A trade is one signal taken; its return is direction x (open[exit] / open[entry] - 1) less the costs at entry and
 *       at exit, per unit of price traded: tranches that offset each other are not netted, unlike in the P&amp;L. Trades
 *       that exit after the segment's last open are not counted. Entry, exit and direction of a bar's signal do not
 *       depend on the confidence threshold, so trades never increase with it.
 *   <li>Rows without an outcome ({@link io.regimen.activities.label.Reach}) do not count in the weights of ensembles.
 * </ul>
 */
public final class InferenceBacktester {
    private final Bars bars;
    private final RegimeStates states;
    private final Segments segments;
    private final int horizon;
    private final int latency;
    private final CostCurve costs;
    private final Tape tape;
    private final double periodsPerYear;

    /**
     * @param bars all bars of the market; row i of the features is bar i
     * @param horizon bars from entry to exit
     * @param latency bars between decision and fill beyond the next open
     * @throws IllegalArgumentException if the segments end after the bars
     */
    public InferenceBacktester(
            Bars bars, RegimeStates states, Segments segments, Costs costs, int horizon, int latency) {
        if (segments.testTo() > bars.size() || horizon < 1 || latency < 0) {
            throw new IllegalArgumentException("segments to " + segments.testTo() + ", horizon " + horizon
                    + ", latency " + latency + " for " + bars.size() + " bars");
        }
        this.bars = bars;
        this.states = states;
        this.segments = segments;
        this.horizon = horizon;
        this.latency = latency;
        this.costs = CostCurve.of(bars, costs);
        this.tape = new Tape(bars, this.costs);
        this.periodsPerYear = Annualisation.periodsPerYear(bars);
    }

    /**
     * Backtests configurations on validation and test. What several of them share (streams of one ensemble and lookback)
     * is computed once, so many in one call cost far less than many calls.
     *
     * @param streams forecasts over [outOfFoldFrom, testTo) for every prediction method of the configurations
     * @return one result per configuration, in their order
     */
    public List<BacktestResult> run(ForecastStreams streams, List<InferenceConfig> configs) {
        PreparedStreams prepared = prepare(streams);
        SegmentSimulator validation = simulator(Segment.VALIDATION);
        SegmentSimulator test = simulator(Segment.TEST);
        BacktestResult[] results = new BacktestResult[configs.size()];
        for (Map.Entry<Integer, Map<Source, List<Integer>>> lookback :
                grouped(configs).entrySet()) {
            Set<EnsembleMethod> ensembles = EnumSet.noneOf(EnsembleMethod.class);
            lookback.getValue().keySet().forEach(source -> ensembles.add(source.ensemble));
            SignalGenerator generator = generator(prepared, ensembles, lookback.getKey());
            for (Map.Entry<Source, List<Integer>> group : lookback.getValue().entrySet()) {
                Source source = group.getKey();
                RankedSignals signals = generator.signals(source.method, source.ensemble);
                validation.load(signals);
                test.load(signals);
                for (int i : group.getValue()) {
                    double threshold = configs.get(i).confidenceThreshold();
                    SegmentResult onValidation = validation.run(threshold);
                    SegmentResult onTest = test.run(threshold);
                    long hash = validation.hash() * 31 + test.hash();
                    results[i] = new BacktestResult(configs.get(i), onValidation, onTest, hash);
                }
            }
        }
        return List.of(results);
    }

    /** One configuration bar by bar on one segment. */
    public BacktestPath path(ForecastStreams streams, InferenceConfig config, Segment segment) {
        RankedSignals ranked = generator(prepare(streams), EnumSet.of(config.ensembleMethod()), config.lookbackWindow())
                .signals(config.predictionMethod(), config.ensembleMethod());
        SegmentSimulator simulator = simulator(segment);
        simulator.load(ranked);
        return simulator.path(config.confidenceThreshold());
    }

    /** All baselines on the same bars and costs, every signal traded. */
    public List<BaselineResult> baselines() {
        List<BaselineResult> out = new ArrayList<>();
        for (Baseline baseline : Baseline.values()) {
            ForecastStreams streams = baseline.streams(bars, horizon, segments.outOfFoldFrom(), segments.testTo());
            InferenceConfig every = new InferenceConfig(PredictionMethod.DIRECT, EnsembleMethod.MEAN, 0, 1);
            BacktestResult result = run(streams, List.of(every)).getFirst();
            out.add(new BaselineResult(baseline, result.validation(), result.test()));
        }
        return out;
    }

    private PreparedStreams prepare(ForecastStreams streams) {
        if (streams.from() != segments.outOfFoldFrom()
                || streams.to() != segments.testTo()
                || streams.heads().horizon() != horizon) {
            throw new IllegalArgumentException(
                    "forecasts of [" + streams.from() + ", " + streams.to() + ") for horizon "
                            + streams.heads().horizon() + " do not fit horizon " + horizon + " and " + segments);
        }
        return new PreparedStreams(streams, bars, costs, latency);
    }

    private SignalGenerator generator(PreparedStreams prepared, Set<EnsembleMethod> ensembles, int lookback) {
        return new SignalGenerator(prepared, ensembles, lookback, segments.validationFrom(), segments.testTo());
    }

    private SegmentSimulator simulator(Segment segment) {
        return new SegmentSimulator(
                tape, states, periodsPerYear, horizon, latency, segments.from(segment), segments.to(segment));
    }

    /** Indices of the configurations by lookback, then by what else decides a signal but the threshold. */
    private static SortedMap<Integer, Map<Source, List<Integer>>> grouped(List<InferenceConfig> configs) {
        SortedMap<Integer, Map<Source, List<Integer>>> out = new TreeMap<>();
        for (int i = 0; i < configs.size(); i++) {
            InferenceConfig config = configs.get(i);
            out.computeIfAbsent(config.lookbackWindow(), lookback -> new LinkedHashMap<>())
                    .computeIfAbsent(
                            new Source(config.predictionMethod(), config.ensembleMethod()), source -> new ArrayList<>())
                    .add(i);
        }
        return out;
    }

    private record Source(PredictionMethod method, EnsembleMethod ensemble) {}
}
