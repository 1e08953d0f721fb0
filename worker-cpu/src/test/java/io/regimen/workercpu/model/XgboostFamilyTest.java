package io.regimen.workercpu.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.model.CorruptModelException;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.ModelFile;
import io.regimen.activities.model.ModelFileWriter;
import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.ModelType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

class XgboostFamilyTest {
    private final XgboostFamily family = new XgboostFamily();
    private final TrainingSet data = Samples.of(ModelType.XGBOOST, 1200, 9, 2, 1);

    @Test
    void train_sameSeedSameBytesAndReadBackTheSameForecasts() {
        try (ForecastModel one = train(data);
                ForecastModel two = train(Samples.of(ModelType.XGBOOST, 1200, 9, 2, 1))) {
            byte[] bytes = one.toBytes();
            assertArrayEquals(bytes, two.toBytes());
            try (ForecastModel read = family.read(bytes)) {
                assertEquals(Heads.of(2), read.heads());
                assertEquals(3, read.members());
                assertArrayEquals(bytes, read.toBytes());
                for (int m = 0; m < 3; m++) {
                    for (int head = 0; head < 2; head++) {
                        assertArrayEquals(forecast(one, m, head), forecast(read, m, head));
                    }
                }
            }
        }
    }

    @Test
    void train_anotherSeedAnotherModel() {
        TrainingSet other =
                new TrainingSet(data.features(), data.heads(), data.outcomes(), data.windows(), 0, 1, data.params(), 2);
        try (ForecastModel one = train(data);
                ForecastModel two = train(other)) {
            assertFalse(Arrays.equals(one.toBytes(), two.toBytes()));
        }
    }

    @Test
    void forecast_followsTheOutcomesOfNewRows() {
        try (ForecastModel model = train(data)) {
            double[] forecasts = Arrays.copyOfRange(forecast(model, 0, 1), 840, 1200);
            double[] outcomes = Arrays.copyOfRange(data.outcomes().get(1).toArray(), 840, 1200);
            assertTrue(new PearsonsCorrelation().correlation(forecasts, outcomes) > 0.4);
            double scale = Arrays.stream(forecasts).map(Math::abs).max().orElse(0);
            assertTrue(scale > 1e-4 && scale < 1e-2, "forecasts are log returns: " + scale);
        }
    }

    @Test
    void train_doesNotSeeRowsOutsideTheWindow() {
        try (ForecastModel one = train(data)) {
            byte[] before = one.toBytes();
            for (int row = 1080; row < 1200; row++) {
                data.features().set(row, row % 9, 1e9);
                data.outcomes().get(row % 2).set(row, 5);
            }
            try (ForecastModel two = train(data)) {
                assertArrayEquals(before, two.toBytes());
            }
        }
    }

    @Test
    void train_ofOutcomesThatDoNotVaryForecastsNone() {
        data.outcomes().get(0).fill(0);
        try (ForecastModel model = train(data)) {
            assertEquals(
                    0, Arrays.stream(forecast(model, 0, 0)).map(Math::abs).max().orElse(1));
        }
    }

    /** Neither the number of rows nor what was asked before shows in a forecast. */
    @Test
    void forecast_inPiecesOrAtOnce() {
        TrainingSet many = Samples.of(ModelType.XGBOOST, 20_000, 9, 2, 3);
        try (ForecastModel model = train(data)) {
            Vector whole = new Vector(20_000);
            model.forecast(0, 0, many.features(), whole);
            model.forecast(1, 0, many.features(), whole);
            for (int row = 0; row < 20_000; row += 997) {
                Vector one = new Vector(1);
                model.forecast(1, 0, many.features().copyRows(row, row + 1), one);
                assertEquals(whole.get(row), one.get(0), 0);
            }
        }
    }

    @Test
    void train_tellsEveryRoundAndCanBeStopped() {
        List<Integer> told = new ArrayList<>();
        assertThrows(
                CancellationException.class,
                () -> family.train(data, (done, total) -> {
                    assertEquals(3 * 2 * 60, total);
                    told.add(done);
                    if (done == 150) {
                        throw new CancellationException();
                    }
                }));
        assertEquals(150, told.size());
        assertEquals(150, told.getLast());
    }

    @Test
    void read_refusesWhatAreNoTrees() {
        byte[] trees;
        try (ForecastModel model = train(Samples.with(data, "rounds", 2))) {
            trees = ModelFile.read(ModelType.XGBOOST, model.toBytes()).bytes(3);
        }
        family.read(file(9, trees)).close();
        assertThrows(CorruptModelException.class, () -> family.read(file(1, trees)));
        for (int length = 0; length < trees.length; length++) {
            byte[] cut = Arrays.copyOf(trees, length);
            assertThrows(CorruptModelException.class, () -> family.read(file(9, cut)), "cut at " + cut.length);
        }
        assertThrows(CorruptModelException.class, () -> family.read(file(9, Arrays.copyOf(trees, trees.length + 1))));
    }

    @Test
    void checked_translatesNativeErrors() {
        OutOfMemoryError memory = assertThrows(
                OutOfMemoryError.class,
                () -> XgboostCall.checked(() -> {
                    throw new XGBoostError("std::bad_alloc");
                }));
        assertInstanceOf(XGBoostError.class, memory.getCause());
        IllegalStateException other = assertThrows(
                IllegalStateException.class,
                () -> XgboostCall.checked(() -> {
                    throw new XGBoostError("bad parameter");
                }));
        assertTrue(other.toString().contains("bad parameter"));
    }

    private static byte[] file(int columns, byte[] booster) {
        return new ModelFileWriter(ModelType.XGBOOST, 1, Heads.of(1), columns)
                .doubles(new Vector(columns))
                .doubles(new Vector(columns))
                .doubles(Vector.of(1))
                .bytes(booster)
                .toBytes();
    }

    private ForecastModel train(TrainingSet set) {
        return family.train(set, (done, total) -> {});
    }

    private double[] forecast(ForecastModel model, int member, int head) {
        Matrix features = data.features();
        Vector out = new Vector(features.rows());
        model.forecast(member, head, features, out);
        return out.toArray();
    }
}
