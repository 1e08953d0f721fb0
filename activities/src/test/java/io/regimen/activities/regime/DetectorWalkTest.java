package io.regimen.activities.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.feature.LookAhead;
import io.regimen.activities.feature.Walks;
import io.regimen.activities.market.Bars;
import io.regimen.workflows.Timeframe;
import io.regimen.workflows.regime.RegimeReport;
import io.regimen.workflows.regime.RegimeVersion;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorWalkTest {
    private static final String SMALL = """
            "order": "%s", "train": 150, "refit": 40, "seed": %d,
            "features": [{"returns": {"window": 1}}, {"volatility": {"window": 10}}]}""";
    private static final RegimeVersion MARKOV = markov("volatility", 1);
    private static final RegimeVersion JUMP = jump("volatility", 1);
    private static final int FIRST = 160;

    static Stream<RegimeVersion> both() {
        return Stream.of(MARKOV, JUMP);
    }

    /** Cuts at a fit, beside one, and between two. */
    @ParameterizedTest
    @ValueSource(ints = {100, FIRST - 1, FIRST, FIRST + 1, FIRST + 39, FIRST + 40, 217, 280, 333, 399})
    void classify_doesNotDependOnTheFuture(int cut) {
        Bars bars = Walks.withHoles(400, 5);
        assertEquals(List.of(), LookAhead.leaks(b -> RegimeSets.states(b, MARKOV), bars, cut));
        assertEquals(List.of(), LookAhead.leaks(b -> RegimeSets.states(b, JUMP), bars, cut));
    }

    @ParameterizedTest
    @MethodSource("both")
    void classify_barByBarEqualsTheBatch(RegimeVersion version) {
        Bars bars = Walks.hourly(300, 7);
        Regimes batch = new RegimeClassifier(version).classify(bars);
        for (int t = 150; t < 300; t++) {
            Bars soFar = Walks.part(bars, 0, t + 1);
            assertEquals(
                    batch.at(t), new RegimeClassifier(version).classify(soFar).at(t), "bar " + t);
        }
    }

    /** A fit forgets what was before its bars: a series that begins some fits later is told alike. */
    @ParameterizedTest
    @MethodSource("both")
    void classify_dependsOnNoMoreOfThePastThanItSays(RegimeVersion version) {
        Bars bars = Walks.hourly(900, 8);
        Regimes whole = new RegimeClassifier(version).classify(bars);
        Regimes later = new RegimeClassifier(version).classify(Walks.part(bars, 400, 900));
        for (int t = FIRST; t < 500; t++) {
            assertEquals(whole.at(400 + t), later.at(t), "bar " + t);
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void classify_beforeTheFirstFitIsUnclassified_andNeverAfter(RegimeVersion version) {
        Regimes regimes = new RegimeClassifier(version).classify(Walks.hourly(1_000, 2));
        assertEquals(FIRST, version.set().lookBack(3600));
        assertEquals(List.of("states@1/s0", "states@1/s1", "states@1/unclassified"), regimes.names());
        for (int t = 0; t < 1_000; t++) {
            assertEquals(t < FIRST, regimes.nameAt(t).equals("states@1/unclassified"), "bar " + t);
        }
    }

    @Test
    void classify_theSeedIsAllThatIsRandom() {
        Bars bars = Walks.hourly(2_000, 3);
        assertEquals(told(bars, manyStates(1)), told(bars, manyStates(1)));
        assertNotEquals(told(bars, manyStates(1)), told(bars, manyStates(2)));
    }

    /** So many that they can be found in more than one way. */
    private static RegimeVersion manyStates(int seed) {
        return RegimeSets.detector(
                6, "{\"kind\": \"jump_model\", \"penalty\": 0, " + SMALL.formatted("volatility", seed));
    }

    /** Calm at first, then wild, rising, falling: told by their names in every order. */
    @ParameterizedTest
    @MethodSource("both")
    void classify_namesStatesByTheirReturns(RegimeVersion version) {
        Bars volatile_ = phases(new double[] {0, 0}, new double[] {0.001, 0.004});
        Regimes byVolatility = new RegimeClassifier(version).classify(volatile_);
        assertTrue(share(byVolatility, 0, 0) > 0.9, "the first is the calmer one");
        assertTrue(share(byVolatility, 1, 1) > 0.9, "the last is the wilder one");

        boolean isMarkov = version.equals(MARKOV);
        Bars trending = phases(new double[] {0.003, -0.003}, new double[] {0.001, 0.001});
        Regimes byMean = new RegimeClassifier(isMarkov ? markov("mean", 1) : jump("mean", 1)).classify(trending);
        assertTrue(share(byMean, 0, 1) > 0.9, "the last is the rising one");
        assertTrue(share(byMean, 1, 0) > 0.9, "the first is the falling one");
    }

    @Test
    void classify_namesFourStatesAsTheDefaults() {
        RegimeVersion version = RegimeSets.detector(4, """
                {"kind": "hidden_markov", "order": "trend", "train": 2000, "refit": 500,
                 "features": [{"returns": {"window": 1}}, {"volatility": {"window": 10}}]}""");
        Bars bars = phases(new double[] {0.003, -0.003, 0, 0}, new double[] {0.001, 0.001, 0.004, 0.0003});
        Regimes regimes = new RegimeClassifier(version).classify(bars);
        for (int phase = 0; phase < 4; phase++) {
            assertTrue(share(regimes, phase, phase) > 0.85, "phase " + phase + ": " + share(regimes, phase, phase));
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void classify_ofAStillMarketIsOneState(RegimeVersion version) {
        Bars.Builder still = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < 600; i++) {
            still.add(3600L * i, 5, 5, 5, 5, 0, 0);
        }
        Regimes regimes = new RegimeClassifier(version).classify(still.build());
        assertEquals(1, IntStream.range(FIRST, 600).map(regimes::at).distinct().count());
    }

    @Test
    void test_saysTheWarmUp() {
        RegimeReport report = RegimeTester.test(Walks.hourly(1_000, 2), MARKOV, "d", "EURUSD/1h");
        assertEquals(FIRST, report.lookBack());
        assertEquals(List.of(), report.overlaps());
        assertEquals(
                List.of(
                        "warm-up: the first 160 bars (16.0 %) come before the first fit. Fitted 21 times, every 40 bars on the"
                                + " 150 bars before.",
                        "16.0 % of the bars belong to no regime: nothing leads there."),
                report.warnings());
        assertTrue(RegimeTester.test(Walks.hourly(100, 2), MARKOV, "d", "EURUSD/1h")
                .warnings()
                .getFirst()
                .startsWith("the detector is first fitted after 160 bars and the dataset has 100"));
        RegimeVersion unknown = RegimeSets.detector(
                2, "{\"kind\": \"jump_model\", \"features\": [\"spread\"], \"train\": 150, \"refit\": 40}");
        assertEquals(
                "the detector is never fitted; the dataset does not have what its features measure.",
                RegimeTester.test(Walks.hourly(1_000, 2), unknown, "d", "EURUSD/1h")
                        .warnings()
                        .getFirst());
    }

    /** Phases of 100 bars, one after the other and again. */
    private static Bars phases(double[] drift, double[] sigma) {
        SplittableRandom random = new SplittableRandom(4);
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        double price = 100;
        for (int i = 0; i < 6_000; i++) {
            int phase = i / 100 % drift.length;
            price *= Math.exp(drift[phase] + sigma[phase] * random.nextGaussian());
            out.add(3600L * i, price, price, price, price, 0, 0);
        }
        return out.build();
    }

    /** Share of the bars of a phase, its first tenth left out, that are told to be in a regime. */
    private static double share(Regimes regimes, int phase, int regime) {
        int phases = regimes.names().size() - 1;
        double told = 0;
        double count = 0;
        for (int t = 3_000; t < regimes.size(); t++) {
            if (t / 100 % phases == phase && t % 100 >= 10) {
                told += regimes.at(t) == regime ? 1 : 0;
                count++;
            }
        }
        return told / count;
    }

    private static List<Integer> told(Bars bars, RegimeVersion version) {
        Regimes regimes = new RegimeClassifier(version).classify(bars);
        return IntStream.range(0, regimes.size()).mapToObj(regimes::at).toList();
    }

    private static RegimeVersion markov(String order, int seed) {
        return RegimeSets.detector(2, "{\"kind\": \"hidden_markov\", " + SMALL.formatted(order, seed));
    }

    private static RegimeVersion jump(String order, int seed) {
        return RegimeSets.detector(2, "{\"kind\": \"jump_model\", \"penalty\": 2, " + SMALL.formatted(order, seed));
    }
}
