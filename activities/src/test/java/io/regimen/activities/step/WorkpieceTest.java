package io.regimen.activities.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.activities.feature.FeatureSpec;
import io.regimen.activities.feature.Features;
import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.TrainingProgress;
import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.Vector;
import io.regimen.activities.split.TemporalSplit;
import io.regimen.workflows.CellConfig;
import io.regimen.workflows.DayBoundary;
import io.regimen.workflows.FeatureScaling;
import io.regimen.workflows.Json;
import io.regimen.workflows.ModelType;
import io.regimen.workflows.Preprocessing;
import io.regimen.workflows.Timeframe;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a cell's preprocessing and its bars mean for training. */
class WorkpieceTest {
    private static final ModelFamily RIDGE = new ModelFamily() {
        @Override
        public ModelType type() {
            return ModelType.RIDGE;
        }

        @Override
        public ForecastModel train(TrainingSet data, TrainingProgress progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ForecastModel read(byte[] file) {
            throw new UnsupportedOperationException();
        }
    };

    @Test
    void prepared_asTheCellWants() {
        assertSame(RIDGE, piece(0, FeatureScaling.STANDARD).prepared(RIDGE));
        assertNotSame(RIDGE, piece(0.01, FeatureScaling.STANDARD).prepared(RIDGE));
        assertNotSame(RIDGE, piece(0, FeatureScaling.RANK).prepared(RIDGE));
    }

    @Test
    void trainingSet_rowsAroundBarsFilledInHaveNoOutcome() {
        Workpiece piece = piece(0, FeatureScaling.STANDARD);
        TrainingSet data = piece.trainingSet(1);
        int unknown = 0;
        for (int head = 0; head < data.heads().size(); head++) {
            Vector outcome = data.outcomes().get(head);
            int step = data.heads().step(head);
            for (int t = 0; t + 1 + step < piece.bars().size(); t++) {
                boolean touched = piece.bars().repaired(t)
                        || piece.bars().repaired(t + 1)
                        || piece.bars().repaired(t + 1 + step);
                assertEquals(touched, Double.isNaN(outcome.get(t)));
                unknown += touched ? 1 : 0;
            }
        }
        assertTrue(unknown > 100, "only " + unknown);
    }

    @Test
    void featureShift_isWrittenWithItsNumbers() throws JsonProcessingException {
        Workpiece piece = piece(0.01, FeatureScaling.ROBUST);
        JsonNode json = Json.mapper().readTree(Json.write(piece.featureShift().orElseThrow()));
        assertTrue(piece.features().names().contains(json.get("feature").textValue()), json.toString());
        assertEquals(piece.features().names().size(), json.get("features").intValue());
        double p = json.get("smallest_p").doubleValue();
        assertTrue(p >= 0 && p <= 1, json.toString());
        assertEquals(
                p * json.get("features").intValue() < 0.01, json.get("shifted").intValue() > 0);
    }

    private static Workpiece piece(double winsorize, FeatureScaling scaling) {
        Bars bars = RandomMarket.repaired(RandomMarket.unbroken(1, 1500, true), 2, 0.01);
        CellConfig cell = new CellConfig(
                ModelType.RIDGE,
                "none",
                "EURUSD",
                Timeframe.H1,
                60,
                4,
                new TreeMap<>(),
                List.of("returns_volatility"),
                new Preprocessing(3, 20, 0, 0, winsorize, scaling, 0, DayBoundary.MARKET),
                new TreeMap<>(),
                0);
        return new Workpiece(
                cell,
                bars,
                Features.compute(bars, FeatureSpec.of(cell)),
                TemporalSplit.of(100, bars.size(), 4, 0),
                Heads.of(4));
    }
}
