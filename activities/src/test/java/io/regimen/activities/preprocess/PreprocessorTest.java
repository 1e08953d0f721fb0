package io.regimen.activities.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.TrainingSet.MemberWindow;
import io.regimen.workflows.FeatureScaling;
import io.regimen.workflows.Preprocessing;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PreprocessorTest {
    private static final MemberWindow FIRST = new MemberWindow(40, 500);

    @Test
    void fit_winsorisesAtTheQuantiles() {
        // 0, 1, .., 10: the quantile of 0.15 is 1.5
        Preprocessor fitted = fit(
                0.15,
                FeatureScaling.STANDARD,
                DoubleStream.iterate(0, x -> x + 1).limit(11));
        assertMaps(fitted, new double[] {-5, 0, 1.5, 2, 8.5, 9, 100}, new double[] {1.5, 1.5, 1.5, 2, 8.5, 8.5, 8.5});
    }

    @Test
    void fit_robustIsMedianAndInterquartileRange() {
        // median 3, quartiles 2 and 10
        Preprocessor fitted = fit(0, FeatureScaling.ROBUST, DoubleStream.of(10, 1, 2, 3, 1000));
        assertMaps(fitted, new double[] {3, 11, -5, 1003}, new double[] {0, 1, -1, 125});
    }

    @Test
    void fit_robustOfWinsorised() {
        // cut at 10 and 90: median 50, quartiles 25 and 75
        Preprocessor fitted = fit(
                0.1, FeatureScaling.ROBUST, DoubleStream.iterate(0, x -> x + 1).limit(101));
        assertMaps(fitted, new double[] {-1e9, 0, 50, 75, 1e9}, new double[] {-0.8, -0.8, 0, 0.5, 0.8});
    }

    @Test
    void fit_robustWhereHalfTheValuesAreOne() {
        // no interquartile range: standard deviation of ten 0, 1, 2, 3
        Preprocessor fitted = fit(0, FeatureScaling.ROBUST, DoubleStream.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3));
        assertMaps(fitted, new double[] {0, 1}, new double[] {0, 1 / Math.sqrt(14 / 13.0 - 36 / 169.0)});
    }

    @Test
    void fit_rankIsTheNormalScore() {
        Preprocessor fitted = fit(0, FeatureScaling.RANK, DoubleStream.of(50, 20, 90, 20, 70));
        // ranks 0.1 and 0.3 share a value; then 0.5, 0.7 and 0.9
        double seventh = 0.5244005127080407;
        double ninth = 1.2815515655446004;
        double tied = (-ninth - seventh) / 2;
        assertMaps(fitted, new double[] {-1, 20, 35, 50, 60, 70, 1e6}, new double[] {
            tied, tied, tied / 2, 0, seventh / 2, seventh, ninth
        });
    }

    @Test
    void fit_rankOfManyRowsIsNormal() {
        SplittableRandom random = new SplittableRandom(5);
        double[] values = DoubleStream.generate(() -> -Math.log(1 - random.nextDouble()))
                .limit(20_000)
                .toArray();
        Preprocessor fitted = fit(0, FeatureScaling.RANK, Arrays.stream(values));
        double[] scores =
                Arrays.stream(values).map(x -> fitted.apply(0, x)).sorted().toArray();
        NormalDistribution normal = new NormalDistribution(0, 1);
        for (int i = 400; i < scores.length - 400; i++) {
            assertEquals(normal.inverseCumulativeProbability((i + 0.5) / scores.length), scores[i], 0.02);
        }
        assertEquals(0, Arrays.stream(scores).average().orElseThrow(), 1e-3);
    }

    @ParameterizedTest
    @EnumSource(FeatureScaling.class)
    void fit_leavesFlagsAlone(FeatureScaling scaling) {
        Preprocessor fitted = fit(
                0.05,
                scaling,
                DoubleStream.iterate(0, x -> x == 50 ? 1 : x > 50 ? -1 : x + 1)
                        .limit(100)
                        .map(x -> x == 1 || x == -1 ? x : 0));
        assertMaps(fitted, new double[] {-1, 0, 1, 7}, new double[] {-1, 0, 1, 7});
    }

    @Test
    void apply_unknownStaysUnknown() {
        Preprocessor fitted = fit(0.1, FeatureScaling.RANK, DoubleStream.of(1, 2, 3, 4, 5));
        for (double unknown : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertTrue(Double.isNaN(fitted.apply(0, unknown)));
        }
        assertThrows(IllegalArgumentException.class, () -> fitted.apply(new Matrix(3, 2)));
    }

    @Test
    void fit_noRowKnown() {
        Matrix features = new Matrix(10, 2);
        for (int row = 0; row < 10; row++) {
            features.set(row, row % 2, Double.NaN);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> Preprocessor.fit(Specs.of(0.1, FeatureScaling.ROBUST), features, new MemberWindow(0, 10)));
    }

    @Test
    void fitWindow_isTheOneThatEndsFirst() {
        List<MemberWindow> windows =
                List.of(new MemberWindow(3, 90), new MemberWindow(3, 80), new MemberWindow(3, 100));
        assertEquals(new MemberWindow(3, 80), Preprocessor.fitWindow(windows));
    }

    /** The three ways to spoil what lies outside the window, times all ways to prepare. */
    @ParameterizedTest
    @CsvSource({"0, ROBUST", "0, RANK", "0.05, STANDARD", "0.05, ROBUST", "0.05, RANK"})
    void fit_seesRowsOfItsWindowOnly(double winsorize, FeatureScaling scaling) {
        Preprocessing spec = Specs.of(winsorize, scaling);
        assertTrue(keepsTo(FIRST, features -> Preprocessor.fit(spec, features, FIRST)));
    }

    /** The guard is no guard unless it catches a scaler that was fitted on all rows, or on one row too many. */
    @ParameterizedTest
    @CsvSource({"0, ROBUST", "0, RANK", "0.05, STANDARD", "0.05, ROBUST", "0.05, RANK"})
    void guard_catchesAScalerFittedOnMore(double winsorize, FeatureScaling scaling) {
        Preprocessing spec = Specs.of(winsorize, scaling);
        assertFalse(keepsTo(FIRST, f -> Preprocessor.fit(spec, f, new MemberWindow(0, f.rows()))));
        assertFalse(keepsTo(FIRST, f -> Preprocessor.fit(spec, f, new MemberWindow(FIRST.from(), FIRST.to() + 1))));
        assertFalse(keepsTo(FIRST, f -> Preprocessor.fit(spec, f, new MemberWindow(FIRST.from() - 1, FIRST.to()))));
    }

    private interface Fit {
        Preprocessor of(Matrix features);
    }

    /** Whether the bytes stay the same when everything outside of the window becomes noise, NaN or 1e9. */
    private static boolean keepsTo(MemberWindow window, Fit fit) {
        Matrix features = RandomMarket.features(RandomMarket.walk(2, 700, false), 3);
        SplittableRandom random = new SplittableRandom(4);
        byte[] bytes = bytes(fit.of(features));
        List<DoubleUnaryOperator> spoilers =
                List.of(x -> 3 * random.nextDouble(), x -> Double.NaN, x -> 1e9, x -> -1e9);
        boolean same = true;
        for (DoubleUnaryOperator spoiler : spoilers) {
            Matrix spoilt = features.copyRows(0, features.rows());
            for (int row = 0; row < spoilt.rows(); row++) {
                for (int c = 0; c < spoilt.columns(); c++) {
                    if (row < window.from() || row >= window.to()) {
                        spoilt.set(row, c, spoiler.applyAsDouble(spoilt.get(row, c)));
                    }
                }
            }
            same &= Arrays.equals(bytes, bytes(fit.of(spoilt)));
        }
        return same;
    }

    private static byte[] bytes(Preprocessor fitted) {
        return new PreparedFile(fitted, new byte[0]).toBytes();
    }

    private static Preprocessor fit(double winsorize, FeatureScaling scaling, DoubleStream column) {
        double[] values = column.toArray();
        Matrix features = new Matrix(values.length, 1);
        for (int row = 0; row < values.length; row++) {
            features.set(row, 0, values[row]);
        }
        return Preprocessor.fit(Specs.of(winsorize, scaling), features, new MemberWindow(0, values.length));
    }

    private static void assertMaps(Preprocessor fitted, double[] raw, double[] prepared) {
        assertArrayEquals(
                prepared, Arrays.stream(raw).map(x -> fitted.apply(0, x)).toArray(), 1e-9);
    }
}
