package io.regimen.workercpu.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.regimen.activities.backtest.BacktestPath;
import io.regimen.activities.backtest.BacktestResult;
import io.regimen.activities.backtest.InferenceBacktester;
import io.regimen.activities.backtest.RegimeStates;
import io.regimen.activities.backtest.Segment;
import io.regimen.activities.backtest.Segments;
import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.activities.feature.Features;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.inference.PreparedStreams;
import io.regimen.activities.inference.RankedSignals;
import io.regimen.activities.inference.SignalGenerator;
import io.regimen.activities.label.Labels;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.Vector;
import io.regimen.activities.preprocess.PreparedFamily;
import io.regimen.activities.regime.RegimeClassifier;
import io.regimen.activities.regime.Regimes;
import io.regimen.activities.split.TemporalSplit;
import io.regimen.workercpu.model.RidgeFamily;
import io.regimen.workercpu.model.XgboostFamily;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.Costs;
import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.GridRequest;
import io.regimen.workflows.InferenceConfig;
import io.regimen.workflows.Json;
import io.regimen.workflows.ModelType;
import io.regimen.workflows.PredictionMethod;
import io.regimen.workflows.regime.BuiltInRegimes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * A cell from bars to forecasts, as the steps of a worker carry it out: default features, split by time, three members,
 * every head, forecasts of all prediction methods.
 */
record Pipeline(
        CellConfig cell, Bars bars, Regimes regimes, TemporalSplit split, ForecastStreams streams, String modelSha256) {

    /** Trains a family with its default parameters on the bars and asks it for all forecasts. */
    static Pipeline train(Bars bars, ModelType type, int horizon) {
        CellConfig cell = cell(type, horizon);
        FeatureSet features = Features.compute(bars, FeatureSpec.of(cell));
        TemporalSplit split = TemporalSplit.of(features.warmup(), bars.size(), horizon, cell.latencyBars());
        Heads heads = Heads.of(horizon);
        List<Vector> outcomes = new ArrayList<>();
        heads.steps().forEach(step -> outcomes.add(Labels.forward(bars, step, cell.latencyBars())));
        TrainingSet data = new TrainingSet(
                features.values(),
                heads,
                outcomes,
                split.members(),
                features.arColumn(),
                features.arLags(),
                cell.modelParams(),
                7);
        try (ForecastModel model =
                PreparedFamily.of(family(type), cell.preprocessingParams()).train(data, (done, total) -> {})) {
            ForecastStreams streams = ForecastStreams.of(
                    model,
                    features.values(),
                    features.arColumn(),
                    features.arLags(),
                    split.outOfFoldFrom(),
                    split.testTo(),
                    EnumSet.allOf(PredictionMethod.class));
            Regimes regimes = new RegimeClassifier(BuiltInRegimes.defaults()).classify(bars);
            return new Pipeline(cell, bars, regimes, split, streams, Json.sha256Hex(model.toBytes()));
        }
    }

    /** The market's own spread, or the fallback. */
    List<BacktestResult> judge(List<InferenceConfig> configs) {
        return judge(configs, Costs.defaults(), 0);
    }

    List<BacktestResult> judge(List<InferenceConfig> configs, Costs costs, int latency) {
        return backtester(costs, latency).run(streams, configs);
    }

    /** One configuration bar by bar on the test part. */
    BacktestPath path(InferenceConfig config, Costs costs, int latency) {
        return backtester(costs, latency).path(streams, config, Segment.TEST);
    }

    /** What a configuration's threshold is applied to: direction, holding time and rank of every bar to be judged. */
    RankedSignals signals(InferenceConfig config) {
        PreparedStreams prepared =
                new PreparedStreams(streams, bars, CostCurve.of(bars, Costs.defaults()), cell.latencyBars());
        return SignalGenerator.signals(prepared, config, split.validationFrom(), split.testTo());
    }

    /** Costs in basis points, as a request writes them. */
    static Costs costs(double halfSpreadBps, double feeBps, double slippageBps) {
        return parse(
                "{\"half_spread_bps\": " + halfSpreadBps + ", \"fee_bps\": " + feeBps + ", \"slippage_bps\": "
                        + slippageBps + "}",
                Costs.class);
    }

    private InferenceBacktester backtester(Costs costs, int latency) {
        Segments segments = new Segments(
                split.outOfFoldFrom(), split.validationFrom(), split.validationTo(), split.testFrom(), split.testTo());
        RegimeStates states = new RegimeStates() {
            @Override
            public int count() {
                return regimes.names().size();
            }

            @Override
            public int at(int bar) {
                return regimes.at(bar);
            }
        };
        return new InferenceBacktester(bars, states, segments, costs, cell.horizon(), latency);
    }

    private static CellConfig cell(ModelType type, int horizon) {
        return GridPlanner.expand(parse("""
                        {"name": "g", "model_types": ["%s"], "symbols": ["EURUSD"], "base_timeframes": ["1h"],
                         "days_history": [3650], "horizons": [%d]}""".formatted(type, horizon), GridRequest.class))
                .getFirst();
    }

    private static <T> T parse(String json, Class<T> type) {
        try {
            return Json.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ModelFamily family(ModelType type) {
        return switch (type) {
            case RIDGE -> new RidgeFamily();
            case XGBOOST -> new XgboostFamily();
            case ZERO, MOMENTUM -> throw new IllegalArgumentException(type + " learns nothing");
        };
    }
}
