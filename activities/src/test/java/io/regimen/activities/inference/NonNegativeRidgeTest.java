package io.regimen.activities.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonNegativeRidgeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void solve_meetsTheConditionsOfAMinimum(int members) {
        SplittableRandom random = new SplittableRandom(members);
        NonNegativeRidge ridge = new NonNegativeRidge(members);
        int atZero = 0;
        for (int round = 0; round < 500; round++) {
            double[] sums = sums(random, members, 25, 15);
            double[] weights = ridge.solve(columns(sums, members), 0);
            double trace = 0;
            for (int m = 0; m < members; m++) {
                trace += sums[members + m * (m + 1) / 2 + m];
            }
            double lambda = NonNegativeRidge.SHRINKAGE * trace / members;
            for (int m = 0; m < members; m++) {
                double slope = lambda * (weights[m] - 1.0 / members) - sums[m];
                for (int k = 0; k < members; k++) {
                    slope += sums[members + Math.max(m, k) * (Math.max(m, k) + 1) / 2 + Math.min(m, k)] * weights[k];
                }
                assertTrue(weights[m] >= 0, "weight " + weights[m]);
                if (weights[m] == 0) {
                    atZero++;
                    assertTrue(slope >= -1e-9 * trace, "held at 0 with slope " + slope);
                } else {
                    assertEquals(0, slope, 1e-9 * trace);
                }
            }
        }
        assertTrue(atZero > 0, "the bound never mattered");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6})
    void solve_doesNotDependOnTheBarsBefore(int members) {
        SplittableRandom random = new SplittableRandom(members);
        NonNegativeRidge used = new NonNegativeRidge(members);
        for (int round = 0; round < 200; round++) {
            double[] sums = sums(random, members, 25, 15);
            double[] fresh = new NonNegativeRidge(members).solve(columns(sums, members), 0);
            assertArrayEquals(fresh, used.solve(columns(sums, members), 0), 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void solve_forecastsOfZeroGetEqualWeights(int members) {
        double[] sums = new double[members + members * (members + 1) / 2];
        for (double weight : new NonNegativeRidge(members).solve(columns(sums, members), 0)) {
            assertEquals(1.0 / members, weight);
        }
    }

    /** As sums of a window have them: two columns that do not matter here come first. */
    private static double[][] columns(double[] sums, int members) {
        double[][] out = new double[EnsembleForecasts.gram(members, members, 0)][1];
        for (int k = 0; k < sums.length; k++) {
            out[EnsembleForecasts.CROSS + k][0] = sums[k];
        }
        return out;
    }

    /** Cross products, then the lower triangle, of rows of forecasts and an outcome several times as large. */
    private static double[] sums(SplittableRandom random, int members, int rows, double outcomeScale) {
        double[] out = new double[members + members * (members + 1) / 2];
        double[] forecast = new double[members];
        for (int row = 0; row < rows; row++) {
            double outcome = outcomeScale * RandomMarket.gauss(random);
            int at = members;
            for (int m = 0; m < members; m++) {
                forecast[m] = RandomMarket.gauss(random);
                out[m] += 3 * forecast[m] * outcome;
                for (int k = 0; k <= m; k++) {
                    out[at++] += forecast[m] * forecast[k];
                }
            }
        }
        return out;
    }
}
