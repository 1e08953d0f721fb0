package io.regimen.deploy.bench;

import io.regimen.activities.backtest.InferenceBacktester;
import io.regimen.activities.backtest.RegimeStates;
import io.regimen.activities.backtest.Segments;
import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.activities.feature.Features;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.label.Labels;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.Vector;
import io.regimen.activities.preprocess.PreparedFamily;
import io.regimen.activities.regime.RegimeClassifier;
import io.regimen.activities.split.TemporalSplit;
import io.regimen.deploy.terminal.Progress;
import io.regimen.workercpu.model.CpuFamilies;
import io.regimen.workflows.Costs;
import io.regimen.workflows.InferenceGrid;
import io.regimen.workflows.ModelType;
import io.regimen.workflows.PredictionMethod;
import io.regimen.workflows.Preprocessing;
import io.regimen.workflows.Timeframe;
import io.regimen.workflows.regime.BuiltInRegimes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the backtest activity of one trained model computes, a part at a time: the model file read, forecasts of all heads
 * and members, the 135 configurations on validation and test, the baselines. What it takes to store the results is measured
 * by {@link GridBench} (its database_ms), which has servers.
 */
public final class ModelBench {
    private static final int HORIZON = 12;
    private static final long SEED = 6;

    private final Progress progress;
    private final int evaluated;
    private final Gauge gauge;

    /**
     * @param evaluated bars of validation and test together
     * @param warmUps runs of each part that are not counted
     * @param repeats runs that are
     */
    public ModelBench(Progress progress, int evaluated, int warmUps, int repeats) {
        this.progress = progress;
        this.evaluated = evaluated;
        this.gauge = new Gauge(warmUps, repeats);
    }

    /**
     * Medians, in milliseconds of wall time; the goal is that of the whole activity.
     *
     * @param allocatedMib on the heap, by all parts
     */
    public record Row(
            String model,
            int threads,
            int bars,
            int features,
            double readMs,
            double predictMs,
            double prepareMs,
            double kernelMs,
            double baselinesMs,
            double totalMs,
            double goalMs,
            double allocatedMib) {}

    /**
     * Measures a ridge and an XGBoost model.
     *
     * @param threadCounts threads of the kernel, each with rows of its own
     */
    public List<Row> run(List<Integer> threadCounts) throws Exception {
        int size = evaluated * 5 / 2 + 1000;
        Bars bars = SimulatedMarket.generate(SimulationSpec.hourly("BENCHUSD", size, SEED))
                .bars();
        SortedMap<String, List<Timeframe>> indicators = new TreeMap<>();
        List.of("atr", "bollinger", "ema", "macd", "roc", "rsi")
                .forEach(name -> indicators.put(name, List.of(Timeframe.H1)));
        FeatureSet features =
                Features.compute(bars, new FeatureSpec(Timeframe.H1, indicators, List.of(), Preprocessing.defaults()));
        List<Row> out = new ArrayList<>();
        for (int threads : threadCounts) {
            out.add(row(ModelType.RIDGE, 60, threads, bars, features));
            out.add(row(ModelType.XGBOOST, 200, threads, bars, features));
        }
        return out;
    }

    private Row row(ModelType type, double goalMs, int threads, Bars bars, FeatureSet features) throws Exception {
        progress.step("training " + type);
        TemporalSplit split = TemporalSplit.of(features.warmup(), bars.size(), HORIZON, 0);
        Segments segments = new Segments(
                split.outOfFoldFrom(), split.validationFrom(), split.validationTo(), split.testFrom(), split.testTo());
        ModelFamily family = PreparedFamily.of(
                CpuFamilies.all().stream()
                        .filter(one -> one.type() == type)
                        .findFirst()
                        .orElseThrow(),
                Preprocessing.defaults());
        byte[] file;
        try (ForecastModel model =
                family.train(trainingSet(type, bars, features, split), (unitsDone, unitsTotal) -> {})) {
            file = model.toBytes();
        }
        progress.step("judging " + type);
        Gauge.Reading<Boolean> read = gauge.measure(() -> {
            try (ForecastModel model = family.read(file)) {
                return model.members() > 0;
            }
        });
        Gauge.Reading<ForecastStreams> predicted = gauge.measure(() -> {
            try (ForecastModel model = family.read(file)) {
                return ForecastStreams.of(
                        model,
                        features.values(),
                        features.arColumn(),
                        features.arLags(),
                        segments.outOfFoldFrom(),
                        segments.testTo(),
                        EnumSet.allOf(PredictionMethod.class));
            }
        });
        RegimeStates states = BacktestBench.states(new RegimeClassifier(BuiltInRegimes.defaults()).classify(bars));
        Gauge.Reading<InferenceBacktester> prepared =
                gauge.measure(() -> new InferenceBacktester(bars, states, segments, Costs.defaults(), HORIZON, 0));
        InferenceBacktester backtester = prepared.result();
        Gauge.Reading<Integer> judged = gauge.measure(() -> backtester
                .run(predicted.result(), InferenceGrid.defaults().expand(), threads, () -> {})
                .size());
        Gauge.Reading<Integer> baselines =
                gauge.measure(() -> backtester.baselines(threads).size());
        double predictMs = Math.max(0, predicted.seconds() - read.seconds()) * 1e3;
        return new Row(
                type.toString(),
                threads,
                segments.validationTo() - segments.validationFrom() + segments.testTo() - segments.testFrom(),
                features.names().size(),
                read.seconds() * 1e3,
                predictMs,
                prepared.seconds() * 1e3,
                judged.seconds() * 1e3,
                baselines.seconds() * 1e3,
                read.seconds() * 1e3 + predictMs + (prepared.seconds() + judged.seconds() + baselines.seconds()) * 1e3,
                goalMs,
                predicted.allocatedMib() + prepared.allocatedMib() + judged.allocatedMib() + baselines.allocatedMib());
    }

    private static TrainingSet trainingSet(ModelType type, Bars bars, FeatureSet features, TemporalSplit split) {
        Heads heads = Heads.of(HORIZON);
        List<Vector> outcomes = new ArrayList<>();
        for (int step : heads.steps()) {
            outcomes.add(Labels.forward(bars, step, 0));
        }
        SortedMap<String, Double> params = new TreeMap<>();
        type.parameters().forEach((name, bounds) -> params.put(name, bounds.fallback()));
        return new TrainingSet(
                features.values(),
                heads,
                outcomes,
                split.members(),
                features.arColumn(),
                features.arLags(),
                params,
                SEED);
    }
}
