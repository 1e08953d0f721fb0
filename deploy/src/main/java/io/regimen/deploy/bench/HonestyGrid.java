package io.regimen.deploy.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.InferenceBacktester;
import io.regimen.activities.backtest.RegimeStates;
import io.regimen.activities.backtest.Segment;
import io.regimen.activities.backtest.Segments;
import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.activities.feature.Features;
import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.label.Labels;
import io.regimen.activities.market.Bars;
import io.regimen.activities.metric.Annualisation;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.Vector;
import io.regimen.activities.preprocess.PreparedFamily;
import io.regimen.activities.regime.RegimeClassifier;
import io.regimen.activities.regime.Regimes;
import io.regimen.activities.selection.Candidate;
import io.regimen.activities.selection.Competitor;
import io.regimen.activities.selection.Investigation;
import io.regimen.activities.selection.Ledger;
import io.regimen.activities.selection.Measures;
import io.regimen.activities.selection.Selection;
import io.regimen.activities.selection.Verdict;
import io.regimen.activities.split.TemporalSplit;
import io.regimen.workercpu.model.RidgeFamily;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.Costs;
import io.regimen.workflows.EvidenceRules;
import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.Json;
import io.regimen.workflows.PredictionMethod;
import io.regimen.workflows.leader.LeaderPolicy;
import io.regimen.workflows.regime.BuiltInRegimes;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * One grid of sixteen ridge cells on one walk, trained, judged and given its leaders by the product's own code, without
 * servers: split, features, members, 135 configurations, choice per regime, evidence, verdict.
 */
final class HonestyGrid {
    static final int CELLS = 16;
    /** The shorter of the two horizons, at which perfect knowledge is traded. */
    static final int HORIZON = 4;

    private static final String REQUEST = """
            {"name": "honesty", "model_types": ["ridge"], "symbols": ["WALK"], "base_timeframes": ["4h"],
             "days_history": [3650], "horizons": [4, 8],
             "indicator_tfs": [{"roc": ["4h"], "rsi": ["4h"], "atr": ["4h"]},
                               {"bollinger": ["4h"], "ema": ["4h"], "macd": ["4h"], "roc": ["4h"], "rsi": ["4h"]}],
             "model_params": {"ridge": {"lambda": [1, 30, 1000, 30000]}}}""";

    private static final List<InferenceConfig> CONFIGURATIONS =
            InferenceGrid.defaults().expand();

    private final Bars bars;
    private final Costs costs;
    private final long seed;
    private final Regimes regimes;
    private final Map<FeatureSpec, FeatureSet> features = new HashMap<>();
    private final SortedMap<Integer, Lead> leaders = new TreeMap<>();
    private final List<Double> sharpes = new ArrayList<>();
    private double bestSharpe = Double.NEGATIVE_INFINITY;

    HonestyGrid(Bars bars, Costs costs, long seed) {
        this.bars = bars;
        this.costs = costs;
        this.seed = seed;
        this.regimes = new RegimeClassifier(BuiltInRegimes.defaults()).classify(bars);
    }

    /** A cell and all that it left for the evidence. */
    private record Judged(
            CellConfig cell,
            TemporalSplit split,
            InferenceBacktester backtester,
            ForecastStreams forecasts,
            List<BacktestResult> results) {}

    private record Lead(Judged run, Selection.Choice choice) {
        Competitor competitor() {
            return new Competitor(0, run.cell().hash(), "", choice.score(), choice.ties(), null);
        }

        double score() {
            return choice.score();
        }
    }

    /** A leader's score and what the evidence says of it. */
    record Leader(String regime, double score, Verdict verdict) {}

    /**
     * How a grid ended.
     *
     * @param bestSharpe the best annualised Sharpe ratio on test, of all cells and configurations
     */
    record Outcome(double bestSharpe, List<Leader> leaders) {
        Outcome {
            leaders = List.copyOf(leaders);
        }

        boolean proven() {
            return leaders.stream().anyMatch(leader -> leader.verdict().outcome() == Verdict.Outcome.PROVEN);
        }
    }

    Outcome run(EvidenceRules rules) {
        for (CellConfig cell : cells()) {
            judge(cell);
        }
        Ledger ledger = new Ledger(sharpes.size(), CELLS, variance(sharpes));
        List<Leader> out = new ArrayList<>();
        IdentityHashMap<Judged, Investigation> investigations = new IdentityHashMap<>();
        leaders.forEach((regime, lead) -> {
            Measures measures = investigations
                    .computeIfAbsent(lead.run(), run -> investigate(run, rules))
                    .measure((int) lead.choice().id(), regime);
            out.add(new Leader(regimes.names().get(regime), lead.score(), Verdict.of(measures, ledger, rules)));
        });
        return new Outcome(bestSharpe, out);
    }

    static List<CellConfig> cells() {
        try {
            return GridPlanner.expand(Json.mapper().readValue(REQUEST, GridRequest.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void judge(CellConfig cell) {
        FeatureSet set = features.computeIfAbsent(FeatureSpec.of(cell), spec -> Features.compute(bars, spec));
        TemporalSplit split = TemporalSplit.of(set.warmup(), bars.size(), cell.horizon(), cell.latencyBars());
        ForecastStreams forecasts = forecasts(cell, set, split);
        InferenceBacktester backtester = backtester(bars, regimes, split, costs, cell.horizon());
        List<BacktestResult> results = backtester.run(forecasts, CONFIGURATIONS);
        count(results);
        Judged judged = new Judged(cell, split, backtester, forecasts, results);
        for (int regime = 0; regime < regimes.names().size(); regime++) {
            List<Candidate> candidates = new ArrayList<>();
            for (int index = 0; index < results.size(); index++) {
                candidates.add(Candidate.of(index, results.get(index), regime));
            }
            Selection.Choice choice =
                    Selection.choose(candidates, LeaderPolicy.defaults()).orElse(null);
            Lead leader = leaders.get(regime);
            if (choice != null) {
                Lead challenger = new Lead(judged, choice);
                if (leader == null || Competitor.BEST_FIRST.compare(challenger.competitor(), leader.competitor()) < 0) {
                    leaders.put(regime, challenger);
                }
            }
        }
    }

    private Investigation investigate(Judged run, EvidenceRules rules) {
        return new Investigation(
                run.backtester(),
                indices -> run.backtester()
                        .pnl(
                                run.forecasts(),
                                indices.stream()
                                        .map(i -> run.results().get(i).config())
                                        .toList(),
                                Segment.TEST),
                run.results(),
                BacktestBench.states(regimes),
                run.split().testFrom(),
                rules.level(),
                Annualisation.periodsPerYear(bars),
                seed);
    }

    private void count(List<BacktestResult> results) {
        Map<Long, BacktestResult> distinct = new HashMap<>();
        results.forEach(result -> distinct.putIfAbsent(result.positionsHash(), result));
        for (BacktestResult result : results) {
            Double sharpe = result.test().total().sharpe();
            if (sharpe != null) {
                bestSharpe = Math.max(bestSharpe, sharpe);
                if (distinct.remove(result.positionsHash()) != null) {
                    sharpes.add(sharpe);
                }
            }
        }
    }

    private ForecastStreams forecasts(CellConfig cell, FeatureSet set, TemporalSplit split) {
        Heads heads = Heads.of(cell.horizon());
        List<Vector> outcomes = new ArrayList<>();
        heads.steps().forEach(step -> outcomes.add(Labels.forward(bars, step, cell.latencyBars())));
        TrainingSet data = new TrainingSet(
                set.values(), heads, outcomes, split.members(), set.arColumn(), set.arLags(), cell.modelParams(), seed);
        try (ForecastModel model =
                PreparedFamily.of(new RidgeFamily(), cell.preprocessingParams()).train(data, (done, total) -> {})) {
            return ForecastStreams.of(
                    model,
                    set.values(),
                    set.arColumn(),
                    set.arLags(),
                    split.outOfFoldFrom(),
                    split.testTo(),
                    EnumSet.allOf(PredictionMethod.class));
        }
    }

    static InferenceBacktester backtester(Bars bars, Regimes regimes, TemporalSplit split, Costs costs, int horizon) {
        RegimeStates states = BacktestBench.states(regimes);
        Segments segments = new Segments(
                split.outOfFoldFrom(), split.validationFrom(), split.validationTo(), split.testFrom(), split.testTo());
        return new InferenceBacktester(
                bars, states, segments, CostCurve.of(bars, costs), horizon, 0, Arithmetic.best());
    }

    private static double variance(List<Double> values) {
        double mean = stream(values).average().orElse(0);
        return stream(values).map(value -> (value - mean) * (value - mean)).sum() / Math.max(1, values.size() - 1);
    }

    private static DoubleStream stream(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue);
    }
}
