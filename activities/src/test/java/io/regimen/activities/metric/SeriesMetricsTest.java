package io.regimen.activities.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.regimen.activities.model.Vector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesMetricsTest {
    @Test
    void of_publishedReturns() {
        Vector returns = Vector.of(0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1);
        SeriesMetrics m = SeriesMetrics.of(returns, 252);
        near(1.7238613961706866, m.sharpe());
        near(2.605531251673693, m.sortino());
        near(-0.1, m.maxDrawdown());
        near(252 * 0.05 / 8, m.annualPnl());
        near(0.9136465399704637, m.annualVolatility());
        near(0.6044832503882965, m.downsideRisk());
        assertEquals(8, m.bars());
        near(0.05, m.total());
        // the published example has a ninth return, missing, that counts as time for the compounded return only
        SeriesMetrics inNinePeriods = SeriesMetrics.of(returns, 252 * 8 / 9.0);
        near(1.9135925373194231, inNinePeriods.annualReturn());
        near(19.135925373194233, inNinePeriods.calmar());
    }

    @Test
    void of_oracleA() {
        SeriesMetrics m = SeriesMetrics.of(OracleSeries.a(), 6240);
        near(0.5100762930065392, m.total());
        near(4.005194804772272, m.sharpe());
        near(5.749547164304335, m.sortino());
        near(-0.1514754039810936, m.maxDrawdown());
        near(16.576203912438803, m.annualReturn());
        near(109.43165343535087, m.calmar());
        near(0.010060134563045142 * Math.sqrt(6240), m.annualVolatility());
        near(0.007007995157840157 * Math.sqrt(6240), m.downsideRisk());
        near(1.1334549409084471, m.omega());
    }

    @Test
    void of_oracleB() {
        SeriesMetrics m = SeriesMetrics.of(OracleSeries.b(), 8760);
        near(-0.08510104289939818, m.total());
        near(-0.8081476664709698, m.sharpe());
        near(-1.1339922038384151, m.sortino());
        near(-0.33777187608040515, m.maxDrawdown());
        near(-0.6898364688983616, m.annualReturn());
        near(-2.042314703353659, m.calmar());
        near(0.009855898269934854 * Math.sqrt(8760), m.annualVolatility());
        near(0.007023876496560176 * Math.sqrt(8760), m.downsideRisk());
        near(0.9789670549849975, m.omega());
    }

    @Test
    void of_stretchEqualsItsCopy() {
        Vector series = OracleSeries.a();
        Vector stretch = new Vector(150);
        for (int i = 0; i < 150; i++) {
            stretch.set(i, series.get(100 + i));
        }
        assertEquals(SeriesMetrics.of(stretch, 252), SeriesMetrics.of(series, 100, 250, 252));
    }

    @Test
    void of_nothingDefined() {
        assertEquals(
                new SeriesMetrics(0, 0, null, null, null, null, null, null, null, null, null),
                SeriesMetrics.of(new Vector(0), 252));
    }

    @Test
    void of_flat() {
        assertEquals(
                new SeriesMetrics(3, 0, null, null, null, 0.0, 0.0, 0.0, 0.0, 0.0, null),
                SeriesMetrics.of(new Vector(3), 252));
    }

    @Test
    void of_constantGainHasNoSharpeWhateverTheRounding() {
        Vector series = new Vector(7);
        series.fill(0.1);
        SeriesMetrics m = SeriesMetrics.of(series, 252);
        assertNull(m.sharpe());
        assertNull(m.sortino());
        assertNull(m.calmar());
        assertEquals(0.0, m.maxDrawdown());
    }

    @Test
    void of_ruinIsFinal() {
        SeriesMetrics m = SeriesMetrics.of(Vector.of(0.1, -1.5, 3), 2);
        near(-1, m.maxDrawdown());
        near(-1, m.annualReturn());
        near(-1, m.calmar());
    }

    @Test
    void of_beyondTheRangeOfDoublesIsUndefined() {
        SeriesMetrics m = SeriesMetrics.of(Vector.of(1, -0.5, 1e6), 1e6);
        assertNull(m.annualReturn());
        assertNull(m.calmar());
        near(-0.5, m.maxDrawdown());
    }

    static void near(double expected, @Nullable Double actual) {
        assertNotNull(actual);
        assertEquals(expected, actual, 1e-9 * Math.max(1, Math.abs(expected)));
    }
}
