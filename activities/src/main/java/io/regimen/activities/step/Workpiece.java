package io.regimen.activities.step;

import io.regimen.activities.backtest.Segments;
import io.regimen.activities.feature.FeatureSet;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.activities.label.Labels;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.Vector;
import io.regimen.activities.preprocess.FeatureShift;
import io.regimen.activities.preprocess.PreparedFamily;
import io.regimen.activities.preprocess.Preprocessor;
import io.regimen.activities.split.TemporalSplit;
import io.regimen.workflows.CellConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything of a cell that training and backtesting both need: bars, features and the split of its history. */
record Workpiece(CellConfig cell, Bars bars, FeatureSet features, TemporalSplit split, Heads heads) {

    /**
     * Looks up bars and features and splits the cell's days of history.
     *
     * @param beat called several times a second while the features are waited for
     * @throws io.regimen.activities.split.TooFewBarsException if they do not suffice
     */
    static Workpiece of(CellConfig cell, String datasetHash, Materials materials, Runnable beat) {
        Bars bars = materials.bars(datasetHash);
        FeatureSet features = materials.features(datasetHash, FeatureSpec.of(cell), beat);
        long lastEnd = bars.time(bars.size() - 1) + bars.timeframe().seconds();
        int first = bars.firstAtOrAfter(lastEnd - cell.daysHistory() * 86_400L);
        TemporalSplit split =
                TemporalSplit.of(Math.max(first, features.warmup()), bars.size(), cell.horizon(), cell.latencyBars());
        return new Workpiece(cell, bars, features, split, Heads.of(cell.horizon()));
    }

    Segments segments() {
        return new Segments(
                split.outOfFoldFrom(), split.validationFrom(), split.validationTo(), split.testFrom(), split.testTo());
    }

    /** On what it is judged. */
    Ground ground() {
        return new Ground(cell, bars, segments());
    }

    /** A family as this cell wants its features prepared. */
    ModelFamily prepared(ModelFamily family) {
        return PreparedFamily.of(family, cell.preprocessingParams());
    }

    /** How far the prepared features of validation are from those of training; empty where nothing can be compared. */
    Optional<FeatureShift> featureShift() {
        Preprocessor fitted = Preprocessor.fit(
                cell.preprocessingParams(), features.values(), Preprocessor.fitWindow(split.members()));
        return FeatureShift.between(
                fitted,
                features.values(),
                features.names(),
                split.trainFrom(),
                split.trainTo(),
                split.validationFrom(),
                split.validationTo());
    }

    TrainingSet trainingSet(long seed) {
        List<Vector> outcomes = new ArrayList<>();
        for (int step : heads.steps()) {
            outcomes.add(Labels.forward(bars, step, cell.latencyBars()));
        }
        return new TrainingSet(
                features.values(),
                heads,
                outcomes,
                split.members(),
                features.arColumn(),
                features.arLags(),
                cell.modelParams(),
                seed);
    }
}
