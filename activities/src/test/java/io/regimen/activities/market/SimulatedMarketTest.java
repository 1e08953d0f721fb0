package io.regimen.activities.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.workflows.Timeframe;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedMarketTest {
    private static final int BARS = 20_000;

    private static Dataset market(long seed, double edge, boolean drift) {
        SimulationSpec usual = SimulationSpec.hourly("SIMEUR", BARS, seed);
        return SimulatedMarket.generate(
                new SimulationSpec("SIMEUR", Timeframe.H1, BARS, seed, 250, edge, drift, usual.startSecond()));
    }

    @Test
    void generate_sameSeed_sameHash_otherSeed_other() {
        String hash = market(1, 0.25, true).hash();
        assertEquals(hash, market(1, 0.25, true).hash());
        assertNotEquals(hash, market(2, 0.25, true).hash());
        assertEquals(
                "c86845143e3d4fbba8c907811a27b215faa9bfe4c1354d6179434884d609abe4",
                SimulatedMarket.generate(SimulationSpec.hourly("SIMEUR", 5_000, 7))
                        .hash(),
                "the demonstration's market must not change unnoticed");
    }

    @ParameterizedTest
    @EnumSource(Timeframe.class)
    void generate_anyTimeframe_isAWellFormedWeek(Timeframe timeframe) {
        Dataset market = SimulatedMarket.generate(new SimulationSpec("EURUSD", timeframe, 3_000, 3, 100, 0.2, true, 0));
        int weekend = 0;
        for (int i = 0; i < market.size(); i++) {
            long ofWeek = Math.floorMod(market.time(i) - (3 * 86_400 + 21 * 3_600), 7 * 86_400L);
            assertTrue(ofWeek < 5 * 86_400, "open at " + market.time(i));
            assertEquals(0, market.time(i) % timeframe.seconds());
            for (int side = 0; side < 8; side += 4) {
                double open = market.price(side, i);
                double high = market.price(side + 1, i);
                double low = market.price(side + 2, i);
                double close = market.price(side + 3, i);
                assertTrue(low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close));
            }
            assertTrue(market.price(4, i) > market.price(0, i), "ask above bid");
            weekend += i > 0 && market.time(i) - market.time(i - 1) > timeframe.seconds() ? 1 : 0;
        }
        int weeks = (int) ((market.time(market.size() - 1) - market.time(0)) / (7 * 86_400));
        assertTrue(Math.abs(weekend - weeks) <= 1, weekend + " weekends in " + weeks + " weeks");
    }

    @Test
    void generate_regimes_areAllThere_lastAsLongAsAsked_andDiffer() {
        Dataset market = SimulatedMarket.generate(SimulationSpec.hourly("EURUSD", 200_000, 11));
        Bars bars = market.bars();
        Map<SimulatedRegime, double[]> sums = new EnumMap<>(SimulatedRegime.class);
        int spells = 1;
        for (int i = 0; i < bars.size(); i++) {
            double move = Math.log(bars.close(i) / bars.open(i));
            double[] sum = sums.computeIfAbsent(market.trueRegime(i), r -> new double[3]);
            sum[0]++;
            sum[1] += move;
            sum[2] += move * move;
            spells += i > 0 && market.trueRegime(i) != market.trueRegime(i - 1) ? 1 : 0;
        }
        assertEquals(250, bars.size() / (double) spells, 15);
        for (double[] sum : sums.values()) {
            assertEquals(0.25, sum[0] / bars.size(), 0.05);
        }
        assertTrue(tStatistic(sums, SimulatedRegime.BULL_TRENDING) > 5);
        assertTrue(tStatistic(sums, SimulatedRegime.BEAR_TRENDING) < -5);
        assertTrue(Math.abs(tStatistic(sums, SimulatedRegime.CALM_RANGING)) < 4);
        assertTrue(volatility(sums, SimulatedRegime.VOLATILE_RANGING)
                > 2 * volatility(sums, SimulatedRegime.CALM_RANGING));
    }

    private static double tStatistic(Map<SimulatedRegime, double[]> sums, SimulatedRegime regime) {
        double[] sum = sums.getOrDefault(regime, new double[3]);
        return sum[1] / Math.sqrt(sum[2]);
    }

    private static double volatility(Map<SimulatedRegime, double[]> sums, SimulatedRegime regime) {
        double[] sum = sums.getOrDefault(regime, new double[3]);
        return Math.sqrt(sum[2] / sum[0]);
    }

    @Test
    void generate_volatility_clusters() {
        Bars bars = market(5, 0, false).bars();
        double product = 0;
        double square = 0;
        double mean = 0;
        for (int i = 0; i < bars.size(); i++) {
            mean += Math.abs(Math.log(bars.close(i) / bars.open(i))) / bars.size();
        }
        // the same hour of the next days, so that the pattern of the day is not taken for clustering
        for (int i = 0; i + 24 < bars.size(); i++) {
            double now = Math.abs(Math.log(bars.close(i) / bars.open(i))) - mean;
            double then = Math.abs(Math.log(bars.close(i + 24) / bars.open(i + 24))) - mean;
            product += now * then;
            square += now * now;
        }
        assertTrue(product / square > 0.1, "autocorrelation " + product / square);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void generate_withEdge_pastReturnsForetellTheNext_andPay(long seed) {
        LinearForecast forecast = LinearForecast.fit(market(seed, 0.25, true).bars());
        assertTrue(forecast.zScore() > 10, "z " + forecast.zScore());
        assertTrue(forecast.netSharpe() > 2, "Sharpe " + forecast.netSharpe());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void generate_withoutEdgeAndDrift_nothingForetells(long seed) {
        LinearForecast forecast = LinearForecast.fit(market(seed, 0, false).bars());
        assertTrue(Math.abs(forecast.zScore()) < 4, "z " + forecast.zScore());
        assertTrue(forecast.netSharpe() < 0, "Sharpe " + forecast.netSharpe());
    }

    @Test
    void spec_outOfRange_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> SimulationSpec.hourly("EURUSD", 1, 1));
        assertThrows(IllegalArgumentException.class, () -> SimulationSpec.hourly("?", 100, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SimulationSpec("EURUSD", Timeframe.H1, 100, 1, 250, 0.5, true, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new SimulationSpec("EURUSD", Timeframe.H1, 100, 1, 2, 0.1, true, 0));
    }
}
