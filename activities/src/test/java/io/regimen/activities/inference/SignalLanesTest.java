package io.regimen.activities.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalLanesTest {
    @ParameterizedTest
    @EnumSource(Arithmetic.class)
    void rank_byHand(Arithmetic arithmetic) {
        double[] scores = {9, 9, 5, 6, 5, 0, 7, 4};
        double[] ranks = new double[8];
        lanes(arithmetic, 1).rank(scores, 2, 8, 3, ranks);
        // none before; of 5; one above, one equal; of 5, 6, 5; of 6, 5, 0; of 5, 0, 7
        assertArrayEquals(new double[] {0, 0, 0, 1, 0.25, 0, 1, 1 / 3.0}, ranks);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 17, 20, 50, 200, 333})
    void rank_equalsCounting(int lookback) {
        SplittableRandom random = new SplittableRandom(lookback);
        int size = 1500;
        double[] scores = new double[size];
        for (int i = 0; i < size; i++) {
            // small integers for ties, zeros, every order of magnitude, and neighbours that differ in the last bit
            scores[i] = switch (i % 4) {
                case 0 -> random.nextInt(5);
                case 1 -> Math.nextUp((double) random.nextInt(5));
                default -> Math.pow(10, random.nextInt(-300, 300));
            };
        }
        for (Arithmetic arithmetic : available()) {
            double[] ranks = new double[size];
            lanes(arithmetic, 1).rank(scores, 7, size, lookback, ranks);
            for (int t = 7; t < size; t++) {
                double below = 0;
                int start = Math.max(7, t - lookback);
                for (int i = start; i < t; i++) {
                    below += scores[i] < scores[t] ? 1 : scores[i] == scores[t] ? 0.5 : 0;
                }
                assertEquals(t == start ? 0 : below / (t - start), ranks[t], arithmetic + " score " + t);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void weighAndStack_vectorEqualsScalarToTheLastBit(int members) {
        assumeTrue(Arithmetic.available(), "no vector instructions here");
        SplittableRandom random = new SplittableRandom(members);
        SignalLanes scalar = lanes(Arithmetic.SCALAR, members);
        SignalLanes vector = lanes(Arithmetic.VECTOR, members);
        int held = 0;
        for (int round = 0; round < 100; round++) {
            WindowSums sums = sums(random, members, 29);
            for (int to : new int[] {29, 3, 8}) {
                double[][] expected = weights(members, sums.length);
                double[][] found = weights(members, sums.length);
                scalar.stack(sums, 0, to, expected);
                vector.stack(sums, 0, to, found);
                for (int m = 0; m < members; m++) {
                    for (int i = 0; i < to; i++) {
                        assertEquals(expected[m][i], found[m][i]);
                        held += found[m][i] == 0 ? 1 : 0;
                    }
                }
                double[] total = new double[sums.length + WindowSums.PADDING];
                double[] other = new double[sums.length + WindowSums.PADDING];
                scalar.weigh(sums, 0, to, expected, total);
                vector.weigh(sums, 0, to, found, other);
                for (int i = 0; i < to; i++) {
                    assertEquals(total[i], other[i]);
                    for (int m = 0; m < members; m++) {
                        assertEquals(expected[m][i], found[m][i]);
                    }
                }
            }
        }
        assertTrue(members == 1 || held > 1000, "the bound mattered " + held + " times");
    }

    @Test
    void exponential_isThatOfTheLibrary() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            double x = -Math.pow(10, random.nextDouble(-20, 2.85));
            double expected = StrictMath.exp(x);
            assertEquals(expected, Exponential.of(x), 2 * Math.ulp(expected), "e^" + x);
        }
        assertEquals(1, Exponential.of(0));
        assertEquals(0, Exponential.of(-709));
        assertEquals(0, Exponential.of(Double.NEGATIVE_INFINITY));
    }

    /** Sums of rows of forecasts and outcomes, some of them small enough to be 0. */
    private static WindowSums sums(SplittableRandom random, int members, int rows) {
        WindowSums out = new WindowSums(rows, EnsembleForecasts.gram(members, members, 0));
        double[] forecast = new double[members];
        for (int i = 0; i < rows; i++) {
            double scale = i % 11 == 5 ? 0 : Math.pow(10, random.nextInt(-4, 1));
            for (int row = 0; row < 6; row++) {
                double outcome = 30 * scale * RandomMarket.gauss(random);
                out.sum[EnsembleForecasts.OUTCOME_SQUARES][i] += outcome * outcome;
                for (int m = 0; m < members; m++) {
                    forecast[m] = scale * RandomMarket.gauss(random);
                    out.sum[EnsembleForecasts.CROSS + m][i] += forecast[m] * outcome;
                    for (int k = 0; k <= m; k++) {
                        out.sum[EnsembleForecasts.gram(members, m, k)][i] += forecast[m] * forecast[k];
                    }
                }
            }
        }
        return out;
    }

    private static double[][] weights(int members, int rows) {
        return new double[members][rows + WindowSums.PADDING];
    }

    private static SignalLanes lanes(Arithmetic arithmetic, int members) {
        assumeTrue(arithmetic == Arithmetic.SCALAR || Arithmetic.available(), "no vector instructions here");
        return SignalLanes.of(arithmetic, members);
    }

    private static List<Arithmetic> available() {
        List<Arithmetic> out = new ArrayList<>(List.of(Arithmetic.SCALAR));
        if (Arithmetic.available()) {
            out.add(Arithmetic.VECTOR);
        }
        return out;
    }
}
