package io.regimen.workercpu.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.model.CorruptModelException;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.ModelFileWriter;
import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.TrainingSet.MemberWindow;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.ModelType;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RidgeFamilyTest {
    private final RidgeFamily family = new RidgeFamily();

    /** Least squares by QR on (X; sqrt(lambda) I) needs no normal equations and no sums: a second way to the same weights. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 10, 1000})
    void train_equalsLeastSquaresOnTheAugmentedSystem(double lambda) {
        TrainingSet data = Samples.with(Samples.of(ModelType.RIDGE, 500, 12, 6, 1), "lambda", lambda);
        ForecastModel model = train(data);
        for (int m = 0; m < 3; m++) {
            for (int head = 0; head < 6; head++) {
                double[] expected = reference(data, m, head, lambda);
                double[] actual = forecast(model, m, head, data.features());
                for (int row = 0; row < 500; row++) {
                    assertEquals(expected[row], actual[row], 1e-8 * 1e-3, "row " + row);
                }
            }
        }
    }

    @Test
    void train_expandingWindowsEqualMembersTrainedAlone() {
        TrainingSet data = Samples.of(ModelType.RIDGE, 1000, 20, 4, 2);
        ForecastModel together = train(data);
        for (int m = 0; m < 3; m++) {
            ForecastModel alone = train(Samples.with(data, data.windows().get(m)));
            assertArrayEquals(forecast(alone, 0, 3, data.features()), forecast(together, m, 3, data.features()), 1e-12);
        }
        ForecastModel apart = train(Samples.with(data, new MemberWindow(0, 500), new MemberWindow(300, 900)));
        ForecastModel second = train(Samples.with(data, new MemberWindow(300, 900)));
        assertArrayEquals(forecast(second, 0, 0, data.features()), forecast(apart, 1, 0, data.features()));
    }

    @Test
    void train_doesNotSeeRowsOutsideTheWindow() {
        TrainingSet data = Samples.of(ModelType.RIDGE, 500, 12, 3, 3);
        byte[] before = train(data).toBytes();
        for (int row = 450; row < 500; row++) {
            data.features().set(row, row % 12, 1e9);
            data.outcomes().get(row % 3).set(row, Double.NaN);
        }
        assertArrayEquals(before, train(data).toBytes());
        data.outcomes().get(0).set(449, 1);
        assertTrue(!java.util.Arrays.equals(before, train(data).toBytes()), "the last row of the window counts");
    }

    /** A row without one head's outcome, or without a feature, is left out for all heads. */
    @Test
    void train_skipsUnknownRowsForAllHeads() {
        TrainingSet whole = Samples.of(ModelType.RIDGE, 400, 5, 3, 4);
        TrainingSet holed = Samples.of(ModelType.RIDGE, 400, 5, 3, 4);
        List<Integer> kept = new ArrayList<>();
        for (int row = 0; row < 400; row++) {
            if (row % 10 == 3) {
                holed.outcomes().get(row % 3).set(row, Double.NaN);
            } else if (row % 10 == 7) {
                holed.features().set(row, row % 5, Double.NaN);
            } else {
                kept.add(row);
            }
        }
        TrainingSet dense = keep(whole, kept);
        ForecastModel expected =
                train(Samples.with(dense, new MemberWindow(0, dense.features().rows())));
        ForecastModel actual = train(Samples.with(holed, new MemberWindow(0, 400)));
        assertArrayEquals(expected.toBytes(), actual.toBytes());
    }

    @Test
    void train_ignoresColumnsThatDoNotVaryAndSurvivesCollinearOnes() {
        TrainingSet data = Samples.with(Samples.of(ModelType.RIDGE, 300, 6, 2, 5), "lambda", 0);
        for (int row = 0; row < 300; row++) {
            data.features().set(row, 1, 1.1);
            data.features().set(row, 2, 3 * data.features().get(row, 0) + 7);
        }
        ForecastModel model = train(data);
        double[] before = forecast(model, 0, 0, data.features());
        for (int row = 0; row < 300; row++) {
            assertTrue(Double.isFinite(before[row]) && Math.abs(before[row]) < 0.1);
            data.features().set(row, 1, 99);
        }
        assertArrayEquals(before, forecast(model, 0, 0, data.features()));
    }

    @Test
    void train_withoutAnyVaryingColumnForecastsTheMean() {
        TrainingSet data = Samples.of(ModelType.RIDGE, 100, 1, 1, 6);
        for (int row = 0; row < 100; row++) {
            data.features().set(row, 0, 4);
            data.outcomes().getFirst().set(row, row % 2);
        }
        assertEquals(0.5, forecast(train(data), 0, 0, data.features())[0], 1e-12);
    }

    @Test
    void train_refusesAWindowWithoutRows() {
        TrainingSet data = Samples.with(Samples.of(ModelType.RIDGE, 100, 2, 1, 7), new MemberWindow(5, 6));
        assertThrows(IllegalArgumentException.class, () -> train(data));
    }

    @Test
    void toBytes_sameInputSameBytesAndReadBack() {
        TrainingSet data = Samples.of(ModelType.RIDGE, 500, 12, 24, 8);
        byte[] bytes = train(data).toBytes();
        assertArrayEquals(
                bytes, train(Samples.of(ModelType.RIDGE, 500, 12, 24, 8)).toBytes());
        ForecastModel read = family.read(bytes);
        assertEquals(Heads.of(24), read.heads());
        assertArrayEquals(forecast(train(data), 2, 9, data.features()), forecast(read, 2, 9, data.features()));
        assertArrayEquals(bytes, read.toBytes());
    }

    @Test
    void read_refusesWeightsThatDoNotFit() {
        byte[] file = new ModelFileWriter(ModelType.RIDGE, 1, Heads.of(2), 3)
                .doubles(new Vector(7))
                .toBytes();
        assertThrows(CorruptModelException.class, () -> family.read(file));
        byte[] missing = new ModelFileWriter(ModelType.RIDGE, 2, Heads.of(2), 3)
                .doubles(new Vector(8))
                .toBytes();
        assertThrows(CorruptModelException.class, () -> family.read(missing));
    }

    @Test
    void train_tellsEveryMember() {
        List<String> told = new ArrayList<>();
        family.train(Samples.of(ModelType.RIDGE, 100, 2, 1, 9), (done, total) -> told.add(done + "/" + total));
        assertEquals(List.of("1/3", "2/3", "3/3"), told);
    }

    private ForecastModel train(TrainingSet data) {
        return family.train(data, (done, total) -> {});
    }

    private static double[] forecast(ForecastModel model, int member, int head, Matrix features) {
        Vector out = new Vector(features.rows());
        model.forecast(member, head, features, out);
        return out.toArray();
    }

    private static TrainingSet keep(TrainingSet data, List<Integer> rows) {
        Matrix features = new Matrix(rows.size(), data.features().columns());
        List<Vector> outcomes = new ArrayList<>();
        data.outcomes().forEach(o -> outcomes.add(new Vector(rows.size())));
        for (int i = 0; i < rows.size(); i++) {
            for (int c = 0; c < features.columns(); c++) {
                features.set(i, c, data.features().get(rows.get(i), c));
            }
            for (int h = 0; h < outcomes.size(); h++) {
                outcomes.get(h).set(i, data.outcomes().get(h).get(rows.get(i)));
            }
        }
        return new TrainingSet(features, data.heads(), outcomes, List.of(), 0, 1, data.params(), data.seed());
    }

    private static double[] reference(TrainingSet data, int member, int head, double lambda) {
        int[] rows = TrainingRows.ofMember(data, member);
        Scaling scaling = Scaling.of(data.features(), rows);
        int columns = data.features().columns();
        RealMatrix x = MatrixUtils.createRealMatrix(rows.length + columns, columns);
        RealVector y = new ArrayRealVector(rows.length + columns);
        double mean = 0;
        for (int row : rows) {
            mean += data.outcomes().get(head).get(row) / rows.length;
        }
        for (int i = 0; i < rows.length; i++) {
            y.setEntry(i, data.outcomes().get(head).get(rows[i]) - mean);
            for (int c = 0; c < columns; c++) {
                x.setEntry(i, c, scaled(data, scaling, rows[i], c));
            }
        }
        for (int c = 0; c < columns; c++) {
            x.setEntry(rows.length + c, c, Math.sqrt(lambda));
        }
        RealVector w = new QRDecomposition(x).getSolver().solve(y);
        double[] out = new double[data.features().rows()];
        for (int row = 0; row < out.length; row++) {
            out[row] = mean;
            for (int c = 0; c < columns; c++) {
                out[row] += w.getEntry(c) * scaled(data, scaling, row, c);
            }
        }
        return out;
    }

    private static double scaled(TrainingSet data, Scaling scaling, int row, int c) {
        return (data.features().get(row, c) - scaling.mean().get(c))
                / scaling.deviation().get(c);
    }
}
