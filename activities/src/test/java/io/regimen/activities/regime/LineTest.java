package io.regimen.activities.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.activities.feature.Walks;
import io.regimen.activities.market.Bars;
import io.regimen.workflows.Json;
import io.regimen.workflows.Timeframe;
import io.regimen.workflows.regime.Measured;
import io.regimen.workflows.regime.RegimeMeasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final Path ORACLES = Path.of(System.getProperty("regimen.shared", "../../shared"), "oracles");

    @Test
    void through_equalsTheOracle() throws IOException {
        Assumptions.assumeTrue(Files.exists(ORACLES.resolve("oracles.json")), "no oracles in " + ORACLES);
        List<String> rows = Files.readAllLines(ORACLES.resolve("series_A_B.csv"));
        double[] walk = new double[rows.size() - 1];
        for (int i = 0; i < walk.length; i++) {
            walk[i] = (i == 0 ? 0 : walk[i - 1])
                    + Double.parseDouble(rows.get(i + 1).split(",", -1)[0]);
        }
        JsonNode expected = Json.mapper()
                .readTree(Files.readString(ORACLES.resolve("oracles.json")))
                .path("OLS_last100_cumA");
        Line line = Line.through(walk, walk.length - 1, 100);
        assertEquals(expected.path("slope").doubleValue(), line.slope(), 1e-9);
        assertEquals(expected.path("r2").doubleValue(), line.r2(), 1e-9);
        assertEquals(expected.path("t").doubleValue(), line.t(), 1e-9);
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < walk.length; i++) {
            double close = Math.exp(walk[i]);
            out.add(Walks.START + 3600L * i, close, close, close, close, 0, 0);
        }
        Measured ratio = new Measured(RegimeMeasure.EFFICIENCY_RATIO, new TreeMap<>(Map.of("window", 99)), 0);
        assertEquals(
                expected.path("efficiency_ratio_99").doubleValue(),
                new Measures(out.build()).of(ratio)[walk.length - 1],
                1e-9);
    }

    @Test
    void through_straightAndStill() {
        Line straight = Line.through(new double[] {3, 1, 2, 3, 4}, 4, 4);
        assertEquals(1, straight.slope(), 1e-12);
        assertEquals(1, straight.correlation(), 1e-12);
        assertTrue(straight.t() > 1e6);
        assertEquals(new Line(0, 0, 0), Line.through(new double[] {5, 5, 5, 5}, 3, 4));
    }

    /** The null of the regression trend as it is published: P(|t| > 2) and the 95 % quantile of |t| by window. */
    @Test
    void through_aRandomWalkHasTheKnownNull() {
        int[] windows = {20, 50, 100, 200};
        double[] beyondTwo = {0.72, 0.83, 0.87, 0.91};
        double[] quantile = {12.3, 19.7, 28.0, 40.2};
        SplittableRandom random = new SplittableRandom(1);
        int walks = 20_000;
        for (int w = 0; w < windows.length; w++) {
            double[] sizes = new double[walks];
            int beyond = 0;
            int certain = 0;
            for (int k = 0; k < walks; k++) {
                double[] walk = new double[windows[w]];
                for (int i = 1; i < walk.length; i++) {
                    walk[i] = walk[i - 1] + random.nextGaussian();
                }
                Line line = Line.through(walk, walk.length - 1, walk.length);
                sizes[k] = Math.abs(line.t());
                beyond += sizes[k] > 2 ? 1 : 0;
                certain += Math.abs(RegressionNull.level(line.correlation())) > 0.95 ? 1 : 0;
            }
            Arrays.sort(sizes);
            assertEquals(beyondTwo[w], beyond / (double) walks, 0.012, "window " + windows[w]);
            assertEquals(quantile[w], sizes[(int) (0.95 * walks)], 0.04 * quantile[w], "window " + windows[w]);
            assertEquals(0.05, certain / (double) walks, 0.006, "window " + windows[w]);
        }
    }

    @Test
    void level_growsWithTheFitAndHasItsSign() {
        double before = -1;
        for (double r = 0; r <= 1; r += 0.001) {
            double level = RegressionNull.level(r);
            assertTrue(level > before, "at " + r);
            assertEquals(-level, RegressionNull.level(-r), 1e-15);
            before = level;
        }
        assertEquals(1, RegressionNull.level(1));
        assertTrue(Double.isNaN(RegressionNull.level(Double.NaN)));
    }
}
