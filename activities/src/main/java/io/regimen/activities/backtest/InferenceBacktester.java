package io.regimen.activities.backtest;

import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.inference.Baseline;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.inference.PreparedStreams;
import io.regimen.activities.inference.RankedSignals;
import io.regimen.activities.inference.SignalGenerator;
import io.regimen.activities.inference.SignalLadder;
import io.regimen.activities.market.Bars;
import io.regimen.activities.metric.Annualisation;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.ConfidenceMethod;
import io.regimen.workflows.Costs;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.PredictionMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
 *   <li>A change of position of no more than {@link CostCurve#noTradeBand} is not made: the position stays, until what
 *       is wanted differs by more.
 *   <li>A change of position by x costs {@code x * oneWay + impact * x^1.5} at its fill, a position p held from one open
 *       to the next |p| x {@link CostCurve#carry} of its direction.
 *   <li>A trade is one signal taken; its return is direction x (open[exit] / open[entry] - 1) less the costs at entry and
 *       at exit and the carry in between, per unit of price traded; impact as if its tranche of 1/H were traded alone:
 *       impact x sqrt(1/H) at either end. Tranches that offset each other are not netted, unlike in the P&amp;L. Trades
 *       that exit after the segment's last open are not counted. Entry, exit and direction of a bar's signal do not
 *       depend on the confidence threshold, so trades never increase with it.
 *   <li>Rows without an outcome ({@link io.regimen.activities.label.Reach}) do not count in the weights of ensembles.
 * </ul>
 */
public final class InferenceBacktester {
    private static final InferenceConfig EVERY_SIGNAL =
            new InferenceConfig(PredictionMethod.DIRECT, EnsembleMethod.MEAN, 0, 1);

    private final Bars bars;
    private final RegimeStates states;
    private final Segments segments;
    private final int horizon;
    private final int latency;
    private final CostCurve costs;
    private final Tape tape;
    private final double periodsPerYear;
    private final Arithmetic arithmetic;

    /** With the {@link Arithmetic#best} arithmetic. See the other constructor. */
    public InferenceBacktester(
            Bars bars, RegimeStates states, Segments segments, Costs costs, int horizon, int latency) {
        this(bars, states, segments, CostCurve.of(bars, costs), horizon, latency, Arithmetic.best());
    }

    /**
     * @param bars all bars of the market; row i of the features is bar i
     * @param costs of these bars
     * @param horizon bars from entry to exit
     * @param latency bars between decision and fill beyond the next open
     * @throws IllegalArgumentException if the segments end after the bars
     */
    public InferenceBacktester(
            Bars bars,
            RegimeStates states,
            Segments segments,
            CostCurve costs,
            int horizon,
            int latency,
            Arithmetic arithmetic) {
        if (segments.testTo() > bars.size() || horizon < 1 || latency < 0) {
            throw new IllegalArgumentException("segments to " + segments.testTo() + ", horizon " + horizon
                    + ", latency " + latency + " for " + bars.size() + " bars");
        }
        this.bars = bars;
        this.states = states;
        this.segments = segments;
        this.horizon = horizon;
        this.latency = latency;
        this.costs = costs;
        this.tape = new Tape(bars, costs);
        this.periodsPerYear = Annualisation.periodsPerYear(bars);
        this.arithmetic = arithmetic;
    }

    /**
     * Backtests configurations on validation and test. What several of them share (streams of one ensemble and lookback)
     * is computed once, so many in one call cost far less than many calls.
     *
     * @param streams forecasts over [outOfFoldFrom, testTo) for every prediction method of the configurations
     * @return one result per configuration, in their order
     */
    public List<BacktestResult> run(ForecastStreams streams, List<InferenceConfig> configs) {
        return run(streams, configs, 1, () -> {});
    }

    /**
     * The same on several threads; what comes out does not depend on their number.
     *
     * @param threads from 1, the calling one included
     * @param moved is called on the calling thread, after each piece of work that it did
     */
    public List<BacktestResult> run(
            ForecastStreams streams, List<InferenceConfig> configs, int threads, Runnable moved) {
        List<LaneGroup> groups = LaneGroup.of(configs);
        return judge(groups, generated(streams, groups, threads, moved), configs.size(), threads, moved);
    }

    /** The same of signals that were {@link #taken} before: equal results to the last bit. */
    public List<BacktestResult> run(TakenSignals taken, int threads, Runnable moved) {
        return judge(
                LaneGroup.of(taken.configs()), signals(taken), taken.configs().size(), threads, moved);
    }

    /** Takes down the signals of configurations on validation and test, on so many threads. */
    public TakenSignals taken(ForecastStreams streams, List<InferenceConfig> configs, int threads) {
        List<LaneGroup> groups = LaneGroup.of(configs);
        GroupSignals signals = generated(streams, groups, threads, () -> {});
        List<TakenSignals.Rungs> rungs = TakenSignals.Rungs.of(groups);
        SignalLadder[] ladders = new SignalLadder[rungs.size()];
        List<Runnable> work = new ArrayList<>();
        for (int i = 0; i < ladders.length; i++) {
            int at = i;
            TakenSignals.Rungs of = rungs.get(i);
            work.add(() -> ladders[at] =
                    SignalLadder.of(signals.of(of.group(), of.ensemble()), of.thresholds(), horizon, this::decides));
        }
        Threads.run(threads, work, () -> {});
        return new TakenSignals(configs, List.of(ladders));
    }

    /** Whether a decision is taken at a bar, on either segment. */
    private boolean decides(int bar) {
        return tape.real(bar) && (decides(Segment.VALIDATION, bar) || decides(Segment.TEST, bar));
    }

    private boolean decides(Segment segment, int bar) {
        return bar >= segments.from(segment) && bar < segments.to(segment) - 2 - latency;
    }

    private GroupSignals signals(TakenSignals taken) {
        for (SignalLadder ladder : taken.ladders()) {
            if (ladder.from() > segments.validationFrom() || ladder.to() < segments.testTo()) {
                throw new IllegalArgumentException(
                        "signals of [" + ladder.from() + ", " + ladder.to() + ") do not fit " + segments);
            }
        }
        return taken.signals();
    }

    private GroupSignals generated(ForecastStreams streams, List<LaneGroup> groups, int threads, Runnable moved) {
        PreparedStreams prepared = prepare(streams);
        SortedMap<Integer, SignalGenerator> generators = new TreeMap<>();
        List<Runnable> ensembles = new ArrayList<>();
        for (LaneGroup group : groups) {
            SignalGenerator generator =
                    generators.computeIfAbsent(group.lookback(), lookback -> generator(prepared, groups, lookback));
            ensembles.addAll(generator.prepare(group.method()));
        }
        Threads.run(threads, ensembles, moved);
        return new Generated(generators);
    }

    /** Signals made of forecasts, by look-back. */
    private record Generated(SortedMap<Integer, SignalGenerator> generators) implements GroupSignals {
        @Override
        public RankedSignals of(LaneGroup group, EnsembleMethod ensemble) {
            return generator(group).signals(group.method(), ensemble, group.confidence());
        }

        @Override
        public List<Integer> steps(LaneGroup group) {
            return generator(group).steps(group.method());
        }

        private SignalGenerator generator(LaneGroup group) {
            return Objects.requireNonNull(generators.get(group.lookback()), "no generator of this look-back");
        }
    }

    private List<BacktestResult> judge(
            List<LaneGroup> groups, GroupSignals signals, int configs, int threads, Runnable moved) {
        SegmentTrades validation = trades(Segment.VALIDATION);
        SegmentTrades test = trades(Segment.TEST);
        List<Runnable> walks = new ArrayList<>();
        BacktestResult[] results = new BacktestResult[configs];
        for (LaneGroup group : groups) {
            validation.prepare(signals.steps(group));
            test.prepare(signals.steps(group));
            walks.add(() -> judge(group, signals, validation, test, results));
        }
        Threads.run(threads, walks, moved);
        return List.of(results);
    }

    private static void judge(
            LaneGroup group,
            GroupSignals signals,
            SegmentTrades onValidation,
            SegmentTrades onTest,
            BacktestResult[] results) {
        SegmentSimulator validation = onValidation.simulator(group.ensembles().size());
        SegmentSimulator test = onTest.simulator(group.ensembles().size());
        for (int stream = 0; stream < group.ensembles().size(); stream++) {
            RankedSignals ranked = signals.of(group, group.ensembles().get(stream));
            validation.load(ranked, stream);
            test.load(ranked, stream);
        }
        LaneBook earlier = validation.run(group.lanes());
        LaneBook later = test.run(group.lanes());
        for (int lane = 0; lane < group.lanes().size(); lane++) {
            long hash = earlier.hash[lane] * 31 + later.hash[lane];
            LaneGroup.Lane of = group.lanes().get(lane);
            results[of.index()] =
                    new BacktestResult(of.config(), validation.result(earlier, lane), test.result(later, lane), hash);
        }
    }

    /** One configuration bar by bar on one segment. */
    public BacktestPath path(ForecastStreams streams, InferenceConfig config, Segment segment) {
        List<LaneGroup> groups = LaneGroup.of(List.of(config));
        return path(groups.getFirst(), generated(streams, groups, 1, () -> {}), segment, 0);
    }

    /** One configuration, by its index, bar by bar on one segment. */
    public BacktestPath path(TakenSignals taken, int index, Segment segment) {
        for (LaneGroup group : LaneGroup.of(taken.configs())) {
            for (LaneGroup.Lane lane : group.lanes()) {
                if (lane.index() == index) {
                    return path(group, signals(taken), segment, index);
                }
            }
        }
        throw new IllegalArgumentException("no configuration " + index);
    }

    private BacktestPath path(LaneGroup group, GroupSignals signals, Segment segment, int index) {
        SegmentSimulator simulator = loaded(group, signals, trades(segment));
        return group.lanes().stream()
                .filter(lane -> lane.index() == index)
                .findFirst()
                .map(lane -> simulator.path(lane.stream(), lane.config().confidenceThreshold()))
                .orElseThrow();
    }

    private static SegmentSimulator loaded(LaneGroup group, GroupSignals signals, SegmentTrades trades) {
        trades.prepare(signals.steps(group));
        SegmentSimulator simulator = trades.simulator(group.ensembles().size());
        for (int stream = 0; stream < group.ensembles().size(); stream++) {
            simulator.load(signals.of(group, group.ensembles().get(stream)), stream);
        }
        return simulator;
    }

    /**
     * P&amp;L per bar of configurations on one segment, as {@link #path} gives it for one; what they share is computed once.
     *
     * @return one series per configuration, in their order
     */
    public List<Vector> pnl(ForecastStreams streams, List<InferenceConfig> configs, Segment segment) {
        List<LaneGroup> groups = LaneGroup.of(configs);
        List<Integer> all = IntStream.range(0, configs.size()).boxed().toList();
        return pnl(groups, generated(streams, groups, 1, () -> {}), all, segment);
    }

    /** The same of some configurations, by their indices, in the order of these. */
    public List<Vector> pnl(TakenSignals taken, List<Integer> indices, Segment segment) {
        return pnl(LaneGroup.of(taken.configs()), signals(taken), indices, segment);
    }

    private List<Vector> pnl(List<LaneGroup> groups, GroupSignals signals, List<Integer> indices, Segment segment) {
        SegmentTrades trades = trades(segment);
        SortedMap<Integer, Vector> out = new TreeMap<>();
        Set<Integer> wanted = Set.copyOf(indices);
        for (LaneGroup group : groups) {
            if (group.lanes().stream().noneMatch(lane -> wanted.contains(lane.index()))) {
                continue;
            }
            SegmentSimulator simulator = loaded(group, signals, trades);
            for (LaneGroup.Lane lane : group.lanes()) {
                if (wanted.contains(lane.index())) {
                    out.put(
                            lane.index(),
                            simulator
                                    .path(lane.stream(), lane.config().confidenceThreshold())
                                    .pnl());
                }
            }
        }
        return indices.stream()
                .map(index -> Objects.requireNonNull(out.get(index), "no such configuration"))
                .toList();
    }

    /** P&amp;L per bar of a baseline on one segment, every signal traded. */
    public Vector pnl(Baseline baseline, Segment segment) {
        return pnl(streams(baseline), List.of(EVERY_SIGNAL), segment).getFirst();
    }

    /** All baselines on the same bars and costs, every signal traded; on so many threads. */
    public List<BaselineResult> baselines(int threads) {
        List<Baseline> all = List.of(Baseline.values());
        BaselineResult[] out = new BaselineResult[all.size()];
        List<Runnable> work = new ArrayList<>();
        for (int i = 0; i < out.length; i++) {
            int at = i;
            work.add(() -> out[at] = judge(all.get(at)));
        }
        Threads.run(threads, work, () -> {});
        return List.of(out);
    }

    private BaselineResult judge(Baseline baseline) {
        BacktestResult result = run(streams(baseline), List.of(EVERY_SIGNAL)).getFirst();
        return new BaselineResult(baseline, result.validation(), result.test());
    }

    private ForecastStreams streams(Baseline baseline) {
        return baseline.streams(bars, horizon, segments.outOfFoldFrom(), segments.testTo());
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

    private SignalGenerator generator(PreparedStreams prepared, List<LaneGroup> groups, int lookback) {
        return generator(
                prepared, LaneGroup.ensembles(groups, lookback), LaneGroup.confidences(groups, lookback), lookback);
    }

    private SignalGenerator generator(
            PreparedStreams prepared, Set<EnsembleMethod> ensembles, Set<ConfidenceMethod> confidences, int lookback) {
        return new SignalGenerator(
                prepared, ensembles, confidences, lookback, segments.validationFrom(), segments.testTo(), arithmetic);
    }

    private SegmentTrades trades(Segment segment) {
        return new SegmentTrades(
                tape,
                states,
                periodsPerYear,
                new TradeReturns(tape, horizon, latency, segments.from(segment), segments.to(segment)),
                arithmetic);
    }
}
