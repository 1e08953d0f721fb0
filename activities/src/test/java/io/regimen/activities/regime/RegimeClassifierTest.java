package io.regimen.activities.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.feature.LookAhead;
import io.regimen.activities.feature.Walks;
import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Matrix;
import io.regimen.workflows.Timeframe;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegimeClassifierTest {
    private static final RegimeRules RULES = RegimeRules.defaults();
    private static final RegimeRules SMALL = new RegimeRules(1, 10, 1, 40, 5, 30, 0.75, 3);
    /** Without dwell, which would hide a look of one or two bars ahead. */
    private static final RegimeRules UNDAMPED = new RegimeRules(1, 10, 1, 40, 5, 30, 0.75, 1);

    @Test
    void classify_beforeTheWindowsAreFullIsCalm() {
        Regimes regimes = classify(Walks.hourly(2000, 1));
        assertEquals(2000, regimes.size());
        for (int t = 0; t < RULES.firstFullBar() + RULES.minimumDwell() - 1; t++) {
            assertEquals(RegimeRules.CALM_RANGING, regimes.nameAt(t));
        }
        assertEquals(520, RULES.firstFullBar());
    }

    /** The rate of false trends on a driftless walk is the nominal one: P(|z| >= 1) = 31.7 %. */
    @Test
    void classify_ofARandomWalkTrendsAtTheNominalRate() {
        Bars bars = Walks.hourly(200_000, 2);
        Regimes regimes = new RegimeClassifier(new RegimeRules(1, 50, 1, 500, 20, 500, 0.75, 1)).classify(bars);
        int[] counts = new int[4];
        for (int t = RULES.firstFullBar(); t < bars.size(); t++) {
            counts[regimes.at(t)]++;
        }
        double rows = bars.size() - RULES.firstFullBar();
        // overlapping windows: about 4,000 independent draws, three standard errors are 2.2 %
        assertEquals(0.317, (counts[0] + counts[1]) / rows, 0.022);
        assertEquals(0.25, counts[2] / (double) (counts[2] + counts[3]), 0.04);
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
        assertTrue(share(regimes, 1100, 2000, RegimeRules.BULL_TRENDING) > 0.9);
        assertTrue(share(regimes, 2100, 3000, RegimeRules.BEAR_TRENDING) > 0.9);
        assertTrue(share(regimes, 4020, 4060, RegimeRules.CALM_RANGING) == 0);
        assertTrue(share(regimes, 4020, 4200, RegimeRules.VOLATILE_RANGING) > 0.2);
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
                assertTrue(run >= RULES.minimumDwell(), "a state of " + run + " bars before bar " + t);
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
        assertEquals(List.of(), LookAhead.leaks(b -> states(b, SMALL), bars, cut));
        assertEquals(List.of(), LookAhead.leaks(b -> states(b, UNDAMPED), bars, cut));
        assertEquals(List.of(), LookAhead.leaks(b -> states(b, RULES), Walks.hourly(900, 6), 520 + cut));
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
        RegimeRules undamped = new RegimeRules(1, 50, 1, 500, 20, 500, 0.75, 1);
        Regimes regimes = new RegimeClassifier(undamped).classify(bars);
        for (int t = 520; t < 1500; t++) {
            double z = Math.log(bars.close(t) / bars.close(t - 50)) / (rms(bars, t, 500) * Math.sqrt(50));
            double below = 0;
            for (int i = t - 500; i < t; i++) {
                below += rms(bars, i, 20) < rms(bars, t, 20) ? 1 : 0;
            }
            String expected = z >= 1
                    ? RegimeRules.BULL_TRENDING
                    : z <= -1
                            ? RegimeRules.BEAR_TRENDING
                            : below / 500 >= 0.75 ? RegimeRules.VOLATILE_RANGING : RegimeRules.CALM_RANGING;
            assertEquals(expected, regimes.nameAt(t), "bar " + t);
        }
    }

    @Test
    void classify_ofAStillMarketIsCalm() {
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < 1200; i++) {
            out.add(3600L * i, 5, 5, 5, 5, 0, 0);
        }
        Regimes regimes = classify(out.build());
        assertEquals(1.0, share(regimes, 0, 1200, RegimeRules.CALM_RANGING));
    }

    private static Regimes classify(Bars bars) {
        return new RegimeClassifier(RULES).classify(bars);
    }

    private static Matrix states(Bars bars, RegimeRules rules) {
        Regimes regimes = new RegimeClassifier(rules).classify(bars);
        Matrix out = new Matrix(regimes.size(), 1);
        for (int t = 0; t < regimes.size(); t++) {
            out.set(t, 0, regimes.at(t));
        }
        return out;
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
