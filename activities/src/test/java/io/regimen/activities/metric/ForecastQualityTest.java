package io.regimen.activities.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.activities.cost.CostCurve;
import io.regimen.activities.inference.Arithmetic;
import io.regimen.activities.inference.ForecastStreams;
import io.regimen.activities.inference.PreparedStreams;
import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.inference.RankedSignals;
import io.regimen.activities.inference.SignalGenerator;
import io.regimen.activities.label.Labels;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Heads;
import io.regimen.activities.model.Vector;
import io.regimen.activities.split.RowRange;
import io.regimen.workflows.ConfidenceMethod;
import io.regimen.workflows.Costs;
import io.regimen.workflows.EnsembleMethod;
import io.regimen.workflows.Json;
import io.regimen.workflows.PredictionMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ForecastQualityTest {
    private static ForecastScores scores(double[] outcomes, double[]... members) {
        double[] mean = new double[outcomes.length];
        for (double[] member : members) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += member[i] / members.length;
            }
        }
        double[] half = new double[outcomes.length];
        Arrays.fill(half, 0.5);
        return ForecastScores.of(members, mean, outcomes, half);
    }

    @Test
    void crps_publishedValues() throws IOException {
        Path file = Path.of(System.getProperty("regimen.shared", "../../shared"), "oracles", "oracles.json");
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
        JsonNode oracle = Json.mapper().readTree(Files.readString(file)).path("CRPS");
        double[][] members = new double[oracle.path("ens").size()][];
        for (int m = 0; m < members.length; m++) {
            members[m] = new double[] {oracle.path("ens").get(m).doubleValue()};
        }

        ForecastScores scores = scores(new double[] {oracle.path("y").doubleValue()}, members);

        near(oracle.path("ens(V-stat)").doubleValue(), scores.crps());
        near(oracle.path("ens_fair(U-stat)").doubleValue(), scores.fairCrps());
        near(oracle.path("y").doubleValue(), scores.zeroCrps());
    }

    @Test
    void scores_byHand() {
        ForecastScores scores =
                scores(new double[] {0.02, -0.01, 0.03, 0}, new double[] {0.01, -0.02, -0.01, 0.01}, new double[] {
                    0.03, 0, -0.01, -0.01
                });
        // means 0.02, -0.01, -0.01, 0
        near(1 - 0.0016 / 0.0014, scores.skill());
        near(2 / 3.0, scores.hitRate());
        // errors 0.01, 0.01, 0.04, 0.01 less a quarter of the distances 0.02, 0.02, 0, 0.02
        near((0.005 + 0.005 + 0.04 + 0.005) / 4, scores.crps());
        near((0 + 0 + 0.04 + 0) / 4, scores.fairCrps());
        near(0.015, scores.zeroCrps());
        near(1 - 0.01375 / 0.015, scores.crpsSkill());
        near(
                new SpearmansCorrelation()
                        .correlation(new double[] {0.02, -0.01, -0.01, 0}, new double[] {0.02, -0.01, 0.03, 0}),
                scores.rankIc());
        assertEquals(3, scores.calibration().rows());
        near(0.25, scores.calibration().brier());
    }

    @Test
    void scores_undefinedIsNull() {
        ForecastScores none = scores(new double[0], new double[0]);
        assertEquals(
                new ForecastScores(
                        0, null, null, null, null, null, null, null, Calibration.of(new double[0], new boolean[0])),
                none);
        ForecastScores zero = scores(new double[] {0.01, -0.02}, new double[2]);
        assertEquals(0, zero.skill());
        assertEquals(0, zero.crpsSkill());
        assertNull(zero.rankIc());
        assertNull(zero.hitRate());
        assertNull(zero.fairCrps(), "of a single member");
        assertNull(scores(new double[2], new double[] {1, 2}).skill());
    }

    @Test
    void ranks_areThoseOfASort_withTiesAndSigns() {
        SplittableRandom random = new SplittableRandom(3);
        for (int n : new int[] {0, 1, 2, 50, 3000}) {
            double[] values = random.doubles(n)
                    .map(v -> v < 0.2 ? -0.0 : v < 0.3 ? 0.0 : (v - 0.6) * Math.pow(10, random.nextInt(-300, 300)))
                    .map(v -> random.nextInt(4) == 0 ? Math.rint(v) : v)
                    .toArray();
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            int[] order = Ranks.order(values);
            for (int i = 0; i < n; i++) {
                assertEquals(sorted[i] + 0.0, values[order[i]] + 0.0);
            }
            double[] ranks = Ranks.of(values);
            for (int i = 0; i < Math.min(n, 50); i++) {
                double value = values[i];
                long below = Arrays.stream(values).filter(v -> v < value).count();
                long equal = Arrays.stream(values).filter(v -> v == value).count();
                assertEquals(below + (equal + 1) / 2.0, ranks[i]);
            }
        }
    }

    /** Values that differ in their last digits only take the long way. */
    @Test
    void ranks_valuesCloseTogether() {
        double[] values = new SplittableRandom(4).doubles(2000, 1, 1 + 1e-9).toArray();
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int[] order = Ranks.order(values);
        for (int i = 0; i < values.length; i++) {
            assertEquals(sorted[i], values[order[i]]);
        }
    }

    @Test
    void normalCurve_isTheErrorFunctions() {
        for (double x = -9; x <= 9; x += 0.01) {
            assertEquals(0.5 * Erf.erfc(-x / Math.sqrt(2)), NormalCurve.below(x), 2e-14, "at " + x);
        }
        assertEquals(0, NormalCurve.below(-40));
        assertEquals(1, NormalCurve.below(40));
    }

    /** Outcomes that follow the forecasts with noise: probabilities come true, and noise has no skill. */
    @Test
    void head_planted_isCalibrated_noiseHasNoSkill() {
        SplittableRandom random = new SplittableRandom(11);
        int rows = 30_000;
        Vector forecast = new Vector(rows);
        Vector other = new Vector(rows);
        Vector outcome = new Vector(rows);
        for (int i = 0; i < rows; i++) {
            forecast.set(i, 1e-3 * random.nextGaussian());
            other.set(i, 1e-3 * random.nextGaussian());
            outcome.set(i, forecast.get(i) + 2e-3 * random.nextGaussian());
        }
        ForecastQuality.Head planted = head(List.of(forecast), outcome);
        // R2 of signal 1 in noise 2: 1 / 5; hit rate 1/2 + atan(1/2) / pi
        assertEquals(0.2, skill(planted.test()), 0.02);
        assertEquals(0.5 + Math.atan(0.5) / Math.PI, hitRate(planted.test()), 0.02);
        Calibration calibration = planted.test().calibration();
        assertEquals(10, calibration.bins().size());
        for (Calibration.Bin bin : calibration.bins()) {
            assertEquals(bin.probability(), bin.hitRate(), 0.04);
        }
        assertTrue(calibration.bins().getLast().probability() > 0.8);
        ForecastQuality.Head noise = head(List.of(other), outcome);
        assertTrue(skill(noise.test()) < 0);
        assertEquals(0, assertedRankIc(noise.test()), 0.03);
    }

    private static ForecastQuality.Head head(List<Vector> members, Vector outcome) {
        return ForecastQuality.Head.of(
                1, members, outcome, 2, 250, new RowRange(1000, 15_000), new RowRange(15_010, 30_000));
    }

    private static double skill(ForecastScores scores) {
        Double skill = scores.skill();
        assertNotNull(skill);
        return skill;
    }

    private static double hitRate(ForecastScores scores) {
        Double hitRate = scores.hitRate();
        assertNotNull(hitRate);
        return hitRate;
    }

    private static double assertedRankIc(ForecastScores scores) {
        Double rankIc = scores.rankIc();
        assertNotNull(rankIc);
        return rankIc;
    }

    /** What lies beyond a part, or has no outcome, changes nothing of it. */
    @Test
    void head_rowsWithoutOutcomeOrOfAnotherPart_doNotCount() {
        SplittableRandom random = new SplittableRandom(5);
        List<Vector> members = new ArrayList<>();
        for (int m = 0; m < 3; m++) {
            members.add(Vector.of(random.doubles(400).map(v -> v - 0.5).toArray()));
        }
        double[] outcomes = random.doubles(400).map(v -> v - 0.5).toArray();
        for (int i = 0; i < 400; i += 7) {
            outcomes[i] = Double.NaN;
        }
        RowRange validation = new RowRange(100, 200);
        RowRange test = new RowRange(210, 400);
        ForecastQuality.Head before = ForecastQuality.Head.of(3, members, Vector.of(outcomes), 4, 30, validation, test);
        assertEquals(
                IntStream.range(100, 196).filter(i -> i % 7 != 0).count(),
                before.validation().rows());
        assertEquals(
                IntStream.range(210, 396).filter(i -> i % 7 != 0).count(),
                before.test().rows());

        double[] changed = outcomes.clone();
        for (int i = 196; i < 400; i++) {
            changed[i] *= -3;
            members.get(0).set(i, 9);
        }
        ForecastQuality.Head after = ForecastQuality.Head.of(3, members, Vector.of(changed), 4, 30, validation, test);
        assertEquals(before.validation(), after.validation());
    }

    /** The probability that is judged is the one that configurations trade on. */
    @Test
    void probabilities_areThoseOfTheConfidenceMethod() {
        int rows = 600;
        int from = 20;
        Bars bars = RandomMarket.walk(8, rows, false);
        SplittableRandom random = new SplittableRandom(2);
        List<Vector> members = new ArrayList<>();
        Vector labels = Labels.forward(bars, 2, 0);
        Vector outcomes = new Vector(rows - from);
        for (int i = 0; i < outcomes.size(); i++) {
            outcomes.set(i, labels.get(from + i));
        }
        for (int m = 0; m < 3; m++) {
            Vector member = new Vector(rows - from);
            for (int i = 0; i < member.size(); i++) {
                double known = Double.isNaN(outcomes.get(i)) ? 0 : outcomes.get(i);
                member.set(i, 0.2 * known + 0.01 * random.nextGaussian());
            }
            members.add(member);
        }
        double[] mean = new double[rows - from];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (members.get(0).get(i)
                            + members.get(1).get(i)
                            + members.get(2).get(i))
                    / 3;
        }
        for (int lookback : new int[] {25, 60, 1000}) {
            SignalGenerator generator = new SignalGenerator(
                    new PreparedStreams(
                            new ForecastStreams(from, Heads.of(2), new TreeMap<>(Map.of(1, members)), List.of()),
                            bars,
                            CostCurve.of(bars, Costs.defaults()),
                            0),
                    EnumSet.of(EnsembleMethod.MEAN),
                    EnumSet.of(ConfidenceMethod.PROBABILITY),
                    lookback,
                    100,
                    rows,
                    Arithmetic.SCALAR);
            generator.prepare(PredictionMethod.DIRECT).forEach(Runnable::run);
            RankedSignals signals =
                    generator.signals(PredictionMethod.DIRECT, EnsembleMethod.MEAN, ConfidenceMethod.PROBABILITY);
            double[] judged = ForecastQuality.probabilities(mean, outcomes.toArray(), 3, lookback, 100 - from);
            int sure = 0;
            for (int bar = 100; bar < rows; bar++) {
                assertEquals(signals.rank(bar), judged[bar - from], 1e-9, "at " + bar + " of " + lookback);
                sure += judged[bar - from] > 0.5 ? 1 : 0;
            }
            assertTrue(sure > 100, "the setting has probabilities to compare: " + sure);
        }
    }

    private static void near(double expected, @Nullable Double actual) {
        assertNotNull(actual);
        assertEquals(expected, actual, 1e-9);
    }
}
