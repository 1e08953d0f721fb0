package io.regimen.workercpu.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.model.CorruptModelException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreesTest {
    private static final int COLUMNS = 7;

    /** XGBoost's own forecasts are the standard: to the last bit, on rows it was trained on and others, ties included. */
    @ParameterizedTest
    @CsvSource({"1, 1, 64", "3, 60, 1000", "6, 40, 1537", "10, 25, 3000", "12, 3, 5000"})
    void add_saysWhatXgboostSays(int depth, int rounds, int rows) throws XGBoostError {
        SplittableRandom random = new SplittableRandom(depth);
        float[] features = new float[rows * COLUMNS];
        float[] outcomes = new float[rows];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int c = 0; c < COLUMNS; c++) {
                // the coarse columns meet thresholds exactly
                double value = c < 2 ? random.nextInt(5) : random.nextGaussian();
                features[row * COLUMNS + c] = (float) value;
                sum += value * Math.sin(c + value);
            }
            outcomes[row] = (float) (3 + sum + random.nextGaussian());
        }
        DMatrix matrix = new DMatrix(features, rows, COLUMNS, Float.NaN);
        matrix.setLabel(outcomes);
        Map<String, Object> settings = new HashMap<>(
                Map.of("max_depth", depth, "eta", 0.3, "seed", 1, "nthread", 1, "tree_method", "hist", "verbosity", 0));
        Booster booster = XGBoost.train(matrix, settings, rounds, new HashMap<>(), null, null);
        try {
            Trees trees = BoosterTrees.of(booster, COLUMNS);
            assertEquals(rounds, trees.start.length - 1);
            assertTrue(trees.feature.length > rounds, "the trees split");
            Trees read = Trees.read(trees.toBytes(), COLUMNS);
            assertArrayEquals(trees.toBytes(), read.toBytes());
            float[] fresh = new float[features.length];
            for (int i = 0; i < fresh.length; i++) {
                fresh[i] = (float) (i % COLUMNS < 2 ? random.nextInt(5) : 2 * random.nextGaussian());
            }
            for (float[] given : new float[][] {features, fresh}) {
                float[][] forecasts = booster.inplace_predict(given, rows, COLUMNS, Float.NaN);
                float[] expected = new float[rows];
                for (int row = 0; row < rows; row++) {
                    expected[row] = forecasts[row][0];
                }
                for (Arithmetic arithmetic : Arithmetic.values()) {
                    assertArrayEquals(expected, walked(arithmetic, read, given, rows), arithmetic.name());
                }
            }
        } finally {
            booster.dispose();
            matrix.dispose();
        }
    }

    private static float[] walked(Arithmetic arithmetic, Trees trees, float[] features, int rows) {
        int padded = Math.ceilDiv(rows, TreeWalk.ROWS) * TreeWalk.ROWS;
        float[][] columns = new float[COLUMNS][padded];
        for (int i = 0; i < features.length; i++) {
            columns[i % COLUMNS][i / COLUMNS] = features[i];
        }
        float[] sum = new float[padded];
        Arrays.fill(sum, trees.constant);
        TreeWalk.of(arithmetic).add(trees, columns, rows, sum);
        return Arrays.copyOf(sum, rows);
    }

    @Test
    void columnsUsed_areThoseOfNodes() {
        Trees trees = new Trees(0, new int[] {0, 1, 6}, new int[] {-1, 5, 2, -1, -1, -1}, new float[6], 6);
        assertArrayEquals(new int[] {2, 5}, trees.columnsUsed);
        assertArrayEquals(new int[] {0, 1, 3, 0, 0, 0}, trees.left);
    }

    @Test
    void create_refusesWhatIsNoTree() {
        // a node without children, one that nothing leads to, a column there is not, values that are none
        assertRefused(0, new int[] {5, -1}, new float[2]);
        assertRefused(0, new int[] {-1, -1}, new float[2]);
        assertRefused(0, new int[] {-1, 0, -1, -1}, new float[4]);
        assertRefused(0, new int[] {6, -1, -1}, new float[3]);
        assertRefused(0, new int[] {-2, -1, -1}, new float[3]);
        assertRefused(0, new int[] {0, -1, -1}, new float[] {0, Float.NaN, 0});
        assertRefused(Float.POSITIVE_INFINITY, new int[] {-1}, new float[1]);
    }

    private static void assertRefused(float constant, int[] feature, float[] value) {
        assertThrows(
                CorruptModelException.class,
                () -> new Trees(constant, new int[] {0, feature.length}, feature, value, 6));
    }
}
