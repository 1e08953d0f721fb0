package io.regimen.activities.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.model.CorruptModelException;
import io.regimen.activities.model.ForecastModel;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Matrix;
import io.regimen.activities.model.ModelFamily;
import io.regimen.activities.model.MomentumFamily;
import io.regimen.activities.model.TrainingSet;
import io.regimen.activities.model.TrainingSet.MemberWindow;
import io.regimen.activities.model.Vector;
import io.regimen.activities.model.ZeroFamily;
import io.regimen.workflows.FeatureScaling;
import io.regimen.workflows.PredictionMethod;
import io.regimen.workflows.Preprocessing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PreparedFamilyTest {
    private static final int ROWS = 600;
    private static final List<MemberWindow> WINDOWS =
            List.of(new MemberWindow(20, 300), new MemberWindow(20, 350), new MemberWindow(20, 400));
    private static final Matrix FEATURES = RandomMarket.features(RandomMarket.walk(2, ROWS, false), 3);
    private static final Preprocessing RANK = Specs.of(0.02, FeatureScaling.RANK);

    @Test
    void of_nothingToPrepareIsTheFamilyItself() {
        MeanFamily family = new MeanFamily();
        assertSame(family, PreparedFamily.of(family, Preprocessing.defaults()));
        assertNotSame(family, PreparedFamily.of(family, Specs.of(0.01, FeatureScaling.STANDARD)));
        assertNotSame(family, PreparedFamily.of(family, Specs.of(0, FeatureScaling.ROBUST)));
    }

    /** Their forecasts are returns read off the rows. */
    @Test
    void of_baselinesSeeRawRows() {
        List<ModelFamily> baselines = List.of(new ZeroFamily(), new MomentumFamily());
        for (ModelFamily family : baselines) {
            assertSame(family, PreparedFamily.of(family, RANK));
        }
    }

    @ParameterizedTest
    @EnumSource(FeatureScaling.class)
    void read_forecastsAsTrained(FeatureScaling scaling) {
        ModelFamily family = PreparedFamily.of(new MeanFamily(), Specs.of(0.03, scaling));
        ForecastModel trained = train(family, FEATURES);
        byte[] file = trained.toBytes();
        ForecastModel read = family.read(file);
        assertArrayEquals(file, read.toBytes());
        assertArrayEquals(file, train(family, FEATURES).toBytes());
        assertEquals(3, read.members());
        assertEquals(Heads.of(4), read.heads());
        assertArrayEquals(forecast(trained, FEATURES), forecast(read, FEATURES));
    }

    /** What the model inside sees is the preprocessed row, no more and no less. */
    @Test
    void forecast_isThatOfPreparedRows() {
        Preprocessor fitted = Preprocessor.fit(RANK, FEATURES, WINDOWS.getFirst());
        ForecastModel inside = train(new MeanFamily(), fitted.apply(FEATURES));
        ForecastModel prepared = train(PreparedFamily.of(new MeanFamily(), RANK), FEATURES);
        assertArrayEquals(forecast(inside, fitted.apply(FEATURES)), forecast(prepared, FEATURES));
    }

    /** It remembers the rows of the call before; whatever comes next, it must not show. */
    @Test
    void forecast_remembersNothingThatShows() {
        ForecastModel model = train(PreparedFamily.of(new MeanFamily(), RANK), FEATURES);
        SplittableRandom random = new SplittableRandom(1);
        Matrix work = FEATURES.copyRows(100, 160);
        for (int call = 0; call < 50; call++) {
            for (int change = 0; change < 20; change++) {
                int column = random.nextInt(5);
                double value = change == 0 ? Double.NaN : 0.01 * random.nextDouble();
                Vector changed = work.column(column).copy(0, work.rows());
                changed.set(random.nextInt(work.rows()), value);
                work = work.mapped((c, old) -> c == column ? changed : old);
            }
            if (call % 7 == 0) {
                work = FEATURES.copyRows(100, 160 + random.nextInt(2));
            }
            ForecastModel fresh = train(PreparedFamily.of(new MeanFamily(), RANK), FEATURES);
            assertArrayEquals(forecast(fresh, work), forecast(model, work));
        }
    }

    /** Recursive forecasts put raw returns into raw rows; done by hand on a copy. */
    @Test
    void recursive_worksOnRawRows() {
        ForecastModel model = train(PreparedFamily.of(new MeanFamily(), RANK), FEATURES);
        ForecastStreams streams =
                ForecastStreams.of(model, FEATURES, 0, 3, 450, 500, EnumSet.of(PredictionMethod.RECURSIVE));
        Preprocessor fitted = Preprocessor.fit(RANK, FEATURES, WINDOWS.getFirst());
        ForecastModel inside = train(new MeanFamily(), fitted.apply(FEATURES));
        for (int row = 450; row < 500; row++) {
            Matrix work = FEATURES.copyRows(row, row + 1);
            double sum = 0;
            for (int h = 0; h < 4; h++) {
                Vector step = new Vector(1);
                inside.forecast(1, 0, fitted.apply(work), step);
                sum += step.get(0);
                work.set(0, 2, work.get(0, 1));
                work.set(0, 1, work.get(0, 0));
                work.set(0, 0, step.get(0));
            }
            assertEquals(sum, streams.recursive().get(1).get(row - 450), 1e-15);
        }
    }

    /** Rows after the last member's window change nothing in the file; those after the first only what the others learn. */
    @ParameterizedTest
    @CsvSource({"NaN", "1e9", "-3"})
    void train_laterRowsChangeNothing(double spoiler) {
        ModelFamily family = PreparedFamily.of(new MeanFamily(), RANK);
        byte[] file = train(family, FEATURES).toBytes();
        Matrix after = FEATURES.copyRows(0, ROWS);
        Matrix between = FEATURES.copyRows(0, ROWS);
        for (int c = 0; c < 5; c++) {
            for (int row = 400; row < ROWS; row++) {
                after.set(row, c, spoiler);
            }
            for (int row = 300; row < 400; row++) {
                between.set(row, c, spoiler);
            }
        }
        assertArrayEquals(file, train(family, after).toBytes());
        double[] first = forecast(train(family, FEATURES), FEATURES);
        double[] spoilt = forecast(train(family, between), FEATURES);
        assertArrayEquals(Arrays.copyOf(first, ROWS), Arrays.copyOf(spoilt, ROWS));
    }

    @Test
    void read_refusesEveryTruncationAndFlippedBit() {
        byte[] file = train(PreparedFamily.of(new MeanFamily(), RANK), FEATURES).toBytes();
        for (int length = 0; length < file.length; length += length < 200 ? 1 : 37) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(CorruptModelException.class, () -> read(cut));
            if (length > 12) {
                byte[] sealed = sealed(cut);
                assertThrows(CorruptModelException.class, () -> read(sealed));
            }
        }
        for (int bit = 0; bit < 8 * file.length; bit += 11) {
            byte[] flipped = file.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(CorruptModelException.class, () -> read(flipped));
        }
        byte[] longer = sealed(Arrays.copyOf(file, file.length + 1));
        assertThrows(CorruptModelException.class, () -> read(longer));
    }

    /** With a right checksum all that can happen is a refusal or another model, never another exception. */
    @Test
    void read_fuzzed() {
        int refused = 0;
        SplittableRandom random = new SplittableRandom(11);
        for (FeatureScaling scaling : FeatureScaling.values()) {
            byte[] file = train(PreparedFamily.of(new MeanFamily(), Specs.of(0.1, scaling)), FEATURES)
                    .toBytes();
            for (int run = 0; run < 3000; run++) {
                byte[] mutant =
                        random.nextInt(4) == 0 ? Arrays.copyOf(file, 4 + random.nextInt(file.length)) : file.clone();
                for (int change = random.nextInt(4); change >= 0; change--) {
                    int reach = random.nextBoolean() ? mutant.length : Math.min(mutant.length, 60);
                    int at = random.nextInt(reach);
                    if (random.nextBoolean() || at + 4 > mutant.length) {
                        mutant[at] = (byte) random.nextInt(256);
                    } else {
                        int value = random.nextInt(3) == 0 ? Integer.MAX_VALUE : random.nextInt();
                        ByteBuffer.wrap(mutant).putInt(at, value);
                    }
                }
                refused += refuses(sealed(mutant)) ? 1 : 0;
            }
        }
        assertTrue(refused > 4000, "only " + refused + " of 9000 refused");
    }

    private static boolean refuses(byte[] file) {
        try {
            return read(file).members() == 0;
        } catch (CorruptModelException e) {
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "format version, 8, 2",
        "columns, 12, 0",
        "columns, 12, 2147483647",
        "kind of column 0, 16, 3",
        "kind of column 0, 16, -1",
        "knots of column 0, 20, 0",
        "knots of column 0, 20, 257",
        "column 0: knot 0, 28, -1", // the first value becomes NaN
    })
    void read_refusesWhatIsBeyondTheLimits(String what, int offset, int value) {
        byte[] file = train(PreparedFamily.of(new MeanFamily(), RANK), FEATURES).toBytes();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        byte[] sealed = sealed(file);
        CorruptModelException refused = assertThrows(CorruptModelException.class, () -> read(sealed));
        assertTrue(refused.toString().contains(what), refused.toString());
    }

    @Test
    void read_modelWithoutPreprocessingIsAnotherFile() {
        byte[] plain = train(new MeanFamily(), FEATURES).toBytes();
        assertThrows(CorruptModelException.class, () -> read(plain));
        byte[] prepared =
                train(PreparedFamily.of(new MeanFamily(), RANK), FEATURES).toBytes();
        assertThrows(CorruptModelException.class, () -> new MeanFamily().read(prepared));
    }

    private static ForecastModel read(byte[] file) {
        return PreparedFamily.of(new MeanFamily(), RANK).read(file);
    }

    private static ForecastModel train(ModelFamily family, Matrix features) {
        List<Vector> outcomes = List.of(new Vector(ROWS), new Vector(ROWS), new Vector(ROWS), new Vector(ROWS));
        TrainingSet data = new TrainingSet(features, Heads.of(4), outcomes, WINDOWS, 0, 3, new TreeMap<>(), 7);
        return family.train(data, (done, total) -> {});
    }

    private static double[] forecast(ForecastModel model, Matrix features) {
        Vector out = new Vector(features.rows());
        model.forecast(0, 0, features, out);
        return out.toArray();
    }

    private static byte[] sealed(byte[] file) {
        byte[] out = file.clone();
        int end = out.length - Integer.BYTES;
        CRC32C crc = new CRC32C();
        crc.update(out, 0, end);
        ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).putInt(end, (int) crc.getValue());
        return out;
    }
}
