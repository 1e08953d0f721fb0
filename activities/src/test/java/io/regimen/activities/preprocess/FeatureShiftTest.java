package io.regimen.activities.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.TrainingSet.MemberWindow;
import io.regimen.workflows.FeatureScaling;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureShiftTest {
    /** Critical values that every table of Kolmogorov's distribution has, 2 (e^-5 - e^-20 + e^-45) and 2 e^-128. */
    @ParameterizedTest
    @CsvSource({
        "1.2238478702170825, 0.10, 1e-12",
        "1.3580986393225507, 0.05, 1e-12",
        "1.6276236115189504, 0.01, 1e-12",
        "1.5811388300841898, 0.013475889875863688, 1e-16",
        "0.8275735551899077, 0.5, 1e-12",
        "8, 5.14441874528483e-56, 1e-68",
        "0.001, 1, 0",
    })
    void pValue_published(double x, double p, double tolerance) {
        assertEquals(p, FeatureShift.pValue(x / 10, 200, 200), tolerance);
    }

    @Test
    void statistic_byHand() {
        // after 2: 2/4 against 0/3; after 3: 3/4 against 1/3; after 4: 3/4 against 3/3
        assertEquals(0.5, FeatureShift.statistic(new double[] {1, 2, 3, 9}, new double[] {3, 4, 4}), 1e-15);
        assertEquals(0, FeatureShift.statistic(new double[] {1, 1, 2}, new double[] {1, 1, 2}), 0);
        assertEquals(1, FeatureShift.statistic(new double[] {1}, new double[] {2, 3}), 0);
    }

    /** A second source, on samples with and without ties. */
    @Test
    void statisticAndP_equalHipparchus() {
        KolmogorovSmirnovTest other = new KolmogorovSmirnovTest();
        SplittableRandom random = new SplittableRandom(3);
        for (int run = 0; run < 100; run++) {
            double step = run % 2 == 0 ? 1e-9 : 0.05;
            double[] a = noise(random, 50 + random.nextInt(400), 0, step);
            double[] b = noise(random, 50 + random.nextInt(400), 0.3 * random.nextDouble(), step);
            double d = FeatureShift.statistic(a, b);
            assertEquals(other.kolmogorovSmirnovStatistic(a, b), d, 1e-14);
            assertEquals(other.approximateP(d, a.length, b.length), FeatureShift.pValue(d, a.length, b.length), 1e-9);
        }
    }

    @Test
    void between_findsTheFeatureThatMoved() {
        Matrix features = features(4000, 0.5);
        FeatureShift shift = between(features, FeatureScaling.ROBUST);
        assertEquals("f3", shift.feature());
        assertEquals(5, shift.features());
        assertEquals(1, shift.shifted());
        assertTrue(shift.smallestP() < 1e-20, shift.toString());
        // ranks keep the order, and so the test
        assertEquals(shift, between(features, FeatureScaling.STANDARD));
    }

    @Test
    void between_nothingMoved() {
        FeatureShift shift = between(features(4000, 0), FeatureScaling.RANK);
        assertEquals(0, shift.shifted());
        assertTrue(shift.smallestP() > 0.01, shift.toString());
    }

    /** On independent rows the smallest of five p-values is below 1 % / 5 in about one case of a hundred. */
    @Test
    void between_falseAlarmsAreRare() {
        int alarms = 0;
        for (int seed = 0; seed < 300; seed++) {
            Matrix features = new Matrix(300, 5);
            SplittableRandom random = new SplittableRandom(seed);
            for (int row = 0; row < 300; row++) {
                for (int c = 0; c < 5; c++) {
                    features.set(row, c, random.nextDouble());
                }
            }
            alarms += between(features, FeatureScaling.STANDARD).shifted() > 0 ? 1 : 0;
        }
        assertTrue(alarms <= 9, alarms + " alarms in 300");
    }

    @Test
    void between_leavesOutWhatIsNotKnown() {
        Matrix features = features(1000, 0);
        for (int row = 0; row < 1000; row++) {
            features.set(row, 1, Double.NaN);
            features.set(row, 2, row < 600 ? Double.NaN : 1);
        }
        Preprocessor raw = raw();
        assertEquals(
                3,
                FeatureShift.between(raw, features, names(), 0, 600, 610, 800)
                        .orElseThrow()
                        .features());
        assertTrue(FeatureShift.between(raw, features, names(), 0, 0, 610, 800).isEmpty());
        assertTrue(
                FeatureShift.between(raw, features, names(), 0, 600, 800, 800).isEmpty());
    }

    private static Preprocessor raw() {
        return Preprocessor.fit(Specs.of(0, FeatureScaling.STANDARD), new Matrix(1, 5), new MemberWindow(0, 1));
    }

    private static FeatureShift between(Matrix features, FeatureScaling scaling) {
        int rows = features.rows();
        int train = rows * 6 / 10;
        Preprocessor fitted = Preprocessor.fit(Specs.of(0, scaling), features, new MemberWindow(0, train / 2));
        return FeatureShift.between(fitted, features, names(), 0, train, train + 10, rows)
                .orElseThrow();
    }

    private static List<String> names() {
        return IntStream.range(0, 5).mapToObj(c -> "f" + c).toList();
    }

    /** Uniform noise; the fourth column moves up by a share of its range after 60 % of the rows. */
    private static Matrix features(int rows, double move) {
        SplittableRandom random = new SplittableRandom(9);
        Matrix out = new Matrix(rows, 5);
        for (int row = 0; row < rows; row++) {
            for (int c = 0; c < 5; c++) {
                out.set(row, c, random.nextDouble() + (c == 3 && row > 0.6 * rows ? move : 0));
            }
        }
        return out;
    }

    private static double[] noise(SplittableRandom random, int size, double mean, double step) {
        double[] out = new double[size];
        for (int i = 0; i < size; i++) {
            out[i] = Math.rint((random.nextDouble() + mean) / step) * step;
        }
        Arrays.sort(out);
        return out;
    }
}
