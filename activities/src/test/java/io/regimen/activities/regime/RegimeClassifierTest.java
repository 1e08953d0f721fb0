package io.regimen.activities.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.feature.LookAhead;
import io.regimen.activities.feature.Walks;
import io.regimen.activities.market.Bars;
import io.regimen.activities.market.SimulatedMarket;
import io.regimen.activities.market.SimulationSpec;
import io.regimen.workflows.Timeframe;
import io.regimen.workflows.regime.BuiltInRegimes;
import io.regimen.workflows.regime.RegimeVersion;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegimeClassifierTest {
    private static final RegimeVersion DEFAULTS = BuiltInRegimes.defaults();
    private static final RegimeVersion SMALL = like("small", 10, 40, 5, 30, 3);
    /** Without dwell, which would hide a look of one or two bars ahead. */
    private static final RegimeVersion UNDAMPED = like("undamped", 10, 40, 5, 30, 1);
    /** The defaults without dwell. */
    private static final RegimeVersion PLAIN = like("plain", 50, 500, 20, 500, 1);

    private static final int FIRST = 520;
    private static final int DWELL = 5;

    @Test
    void classify_beforeTheWindowsAreFullIsCalm() {
        Regimes regimes = classify(Walks.hourly(2000, 1));
        assertEquals(2000, regimes.size());
        for (int t = 0; t < FIRST + DWELL - 1; t++) {
            assertEquals("calm_ranging", regimes.nameAt(t));
        }
        assertEquals(FIRST, DEFAULTS.set().lookBack(3600));
        assertEquals(DWELL, DEFAULTS.set().minimumDwell());
    }

    /** The rate of false trends on a driftless walk is the nominal one: P(|z| >= 1) = 31.7 %. */
    @Test
    void classify_ofARandomWalkTrendsAtTheNominalRate() {
        Bars bars = Walks.hourly(200_000, 2);
        Regimes regimes = new RegimeClassifier(PLAIN).classify(bars);
        int[] counts = new int[4];
        for (int t = FIRST; t < bars.size(); t++) {
            counts[regimes.at(t)]++;
        }
        double rows = bars.size() - FIRST;
        // overlapping windows: about 4,000 independent draws, three standard errors are 2.2 %
        assertEquals(0.317, (counts[0] + counts[1]) / rows, 0.022);
        assertEquals(0.25, counts[2] / (double) (counts[2] + counts[3]), 0.04);
    }

    /** What the documents say of the literal rules: they find trends where there are none, and leave much out. */
    @Test
    void classify_ofARandomWalkByTheLiteralRulesTrendsOnNearlyHalfOfIt() {
        Bars bars = Walks.hourly(200_000, 2);
        Regimes regimes = new RegimeClassifier(BuiltInRegimes.literal()).classify(bars);
        assertEquals(
                0.455,
                share(regimes, 600, bars.size(), "literal@1/bull_trending")
                        + share(regimes, 600, bars.size(), "literal@1/bear_trending"),
                0.02);
        assertEquals(0.4, share(regimes, 600, bars.size(), "literal@1/unclassified"), 0.02);
    }

    @Test
    void classify_findsDriftAndVolatility() {
        SplittableRandom random = new SplittableRandom(3);
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        double price = 100;
        for (int i = 0; i < 5000; i++) {
            int phase = i / 1000;
            double drift = phase == 1 ? 0.0006 : phase == 2 ? -0.0006 : 0;
            double sigma = phase == 4 ? 0.003 : 0.001;
            price *= Math.exp(drift + sigma * random.nextGaussian());
            out.add(3600L * i, price, price, price, price, 0, 0);
        }
        Regimes regimes = classify(out.build());
        assertTrue(share(regimes, 1100, 2000, "bull_trending") > 0.9);
        assertTrue(share(regimes, 2100, 3000, "bear_trending") > 0.9);
        assertTrue(share(regimes, 4020, 4060, "calm_ranging") == 0);
        assertTrue(share(regimes, 4020, 4200, "volatile_ranging") > 0.2);
    }

    @Test
    void classify_holdsEachStateForTheMinimumDwell() {
        Regimes regimes = classify(Walks.hourly(20_000, 4));
        int run = 1;
        int changes = 0;
        for (int t = 1; t < regimes.size(); t++) {
            if (regimes.at(t) == regimes.at(t - 1)) {
                run++;
            } else {
                assertTrue(run >= DWELL, "a state of " + run + " bars before bar " + t);
                run = 1;
                changes++;
            }
        }
        assertTrue(changes > 100, changes + " changes");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 41, 55, 100, 150, 199})
    void classify_doesNotDependOnTheFuture(int cut) {
        Bars bars = Walks.withHoles(200, 5);
        assertEquals(List.of(), LookAhead.leaks(b -> RegimeSets.states(b, SMALL), bars, cut));
        assertEquals(List.of(), LookAhead.leaks(b -> RegimeSets.states(b, UNDAMPED), bars, cut));
        assertEquals(List.of(), LookAhead.leaks(b -> RegimeSets.states(b, DEFAULTS), Walks.hourly(900, 6), 520 + cut));
    }

    @Test
    void classify_barByBarEqualsTheBatch() {
        Bars bars = Walks.hourly(400, 7);
        Regimes batch = new RegimeClassifier(SMALL).classify(bars);
        for (int t = 0; t < 400; t++) {
            Regimes streamed = new RegimeClassifier(SMALL).classify(Walks.part(bars, 0, t + 1));
            assertEquals(batch.at(t), streamed.at(t), "bar " + t);
        }
    }

    /** The measure once more, from its formula, without sharing a line with the classifier. */
    @Test
    void classify_equalsTheFormula() {
        Bars bars = Walks.hourly(1500, 8);
        Regimes regimes = new RegimeClassifier(PLAIN).classify(bars);
        for (int t = 520; t < 1500; t++) {
            double z = Math.log(bars.close(t) / bars.close(t - 50)) / (rms(bars, t, 500) * Math.sqrt(50));
            double below = 0;
            for (int i = t - 500; i < t; i++) {
                below += rms(bars, i, 20) < rms(bars, t, 20) ? 1 : 0;
            }
            String expected = z >= 1
                    ? "bull_trending"
                    : z <= -1 ? "bear_trending" : below / 500 >= 0.75 ? "volatile_ranging" : "calm_ranging";
            assertEquals("plain@1/" + expected, regimes.nameAt(t), "bar " + t);
        }
    }

    @Test
    void classify_ofAStillMarketIsCalm() {
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < 1200; i++) {
            out.add(3600L * i, 5, 5, 5, 5, 0, 0);
        }
        Regimes regimes = classify(out.build());
        assertEquals(1.0, share(regimes, 0, 1200, "calm_ranging"));
    }

    /** What is stored was judged under these: not a bar may change its regime. */
    @Test
    void classify_underTheDefaultsIsAsBeforeRulesWereTrees() {
        List<Bars> series = List.of(
                Walks.hourly(20_000, 9),
                Walks.withHoles(20_000, 10),
                SimulatedMarket.generate(SimulationSpec.hourly("EURUSD", 20_000, 11))
                        .bars(),
                inTicks(20_000));
        for (Bars bars : series) {
            Regimes regimes = classify(bars);
            List<String> before = WindowedClassifier.classify(bars);
            for (int t = 0; t < bars.size(); t++) {
                assertEquals(before.get(t), regimes.nameAt(t), "bar " + t);
            }
        }
    }

    /** Few different prices, so that volatilities often are the same. */
    private static Bars inTicks(int size) {
        SplittableRandom random = new SplittableRandom(12);
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        double price = 100;
        for (int i = 0; i < size; i++) {
            price = Math.clamp(price + random.nextInt(3) - 1, 90, 110);
            out.add(3600L * i, price, price, price, price, 0, 0);
        }
        return out.build();
    }

    @Test
    void classify_theFirstRegimeThatHoldsTakesTheBar_andSomeAreLeftOut() {
        RegimeVersion version = RegimeSets.of("""
                {"name": "overlapping",
                 "regimes": [{"name": "up", "rule": {"returns": {"is": "> 0", "window": 5}}},
                             {"name": "far_up", "rule": {"returns": {"is": "> 0.001", "window": 5}}},
                             {"name": "far_down", "rule": {"returns": {"is": "< -0.001", "window": 5}}}]}
                """);
        Bars bars = Walks.hourly(500, 13);
        Regimes regimes = new RegimeClassifier(version).classify(bars);
        assertEquals(
                List.of(
                        "overlapping@1/up",
                        "overlapping@1/far_up",
                        "overlapping@1/far_down",
                        "overlapping@1/unclassified"),
                regimes.names());
        for (int t = 0; t < 500; t++) {
            double change = t < 5 ? Double.NaN : Math.log(bars.close(t)) - Math.log(bars.close(t - 5));
            assertEquals(change > 0 ? 0 : change < -0.001 ? 2 : 3, regimes.at(t), "bar " + t);
        }
    }

    /** The defaults at other sizes. */
    private static RegimeVersion like(String name, int trend, int sigma, int volatility, int over, int dwell) {
        String z = "{\"trend_z\": {\"is\": \"%s 1\", \"window\": " + trend + ", \"sigma_window\": " + sigma + "}}";
        String down = z.formatted("<= -").replace("- 1", "-1");
        String rank = "{\"volatility\": {\"is\": \">= 75th percentile\", \"window\": " + volatility + ", \"over\": "
                + over + "}}";
        return RegimeSets.of("""
                {"name": "%s", "otherwise": "calm_ranging", "minimum_dwell": %d,
                 "regimes": [{"name": "bull_trending", "rule": %s},
                             {"name": "bear_trending", "rule": %s},
                             {"name": "volatile_ranging", "rule": %s}]}
                """.formatted(name, dwell, z.formatted(">="), down, rank));
    }

    private static Regimes classify(Bars bars) {
        return new RegimeClassifier(DEFAULTS).classify(bars);
    }

    private static double share(Regimes regimes, int from, int to, String name) {
        double count = 0;
        for (int t = from; t < to; t++) {
            count += regimes.nameAt(t).equals(name) ? 1 : 0;
        }
        return count / (to - from);
    }

    private static double rms(Bars bars, int t, int window) {
        double sum = 0;
        for (int i = t - window + 1; i <= t; i++) {
            sum += Math.pow(Math.log(bars.close(i)) - Math.log(bars.close(i - 1)), 2);
        }
        return Math.sqrt(sum / window);
    }
}
