package io.regimen.activities.metric;

import static io.regimen.activities.metric.SeriesMetricsTest.near;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.regimen.activities.model.Vector;
import org.junit.jupiter.api.Test;

class DistributionTest {
    private static final Vector PUBLISHED = Vector.of(0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1);

    @Test
    void of_oracleA() {
        Distribution d = Distribution.of(OracleSeries.a());
        assertEquals(1000, d.bars());
        near(0.0005100762930065392, d.mean());
        near(0.010060134563045142, d.deviation());
        near(-0.16424314008980534, d.skew());
        near(2.8484479862588956, d.kurtosis());
        near(0.55, d.winRate());
        near(1.5830959022525901, d.finalWealth());
        near(-0.15690200845822683, d.maxDrawdownOfSum());
        near(1.1334549409084471, Distribution.omega(OracleSeries.a(), 0));
    }

    @Test
    void of_oracleB() {
        Distribution d = Distribution.of(OracleSeries.b());
        near(-8.510104289939818e-05, d.mean());
        near(0.009855898269934854, d.deviation());
        near(0.011713904770886867, d.skew());
        near(2.7616581977630115, d.kurtosis());
        near(0.508, d.winRate());
        near(0.8749080497712741, d.finalWealth());
        near(-0.3968895905368177, d.maxDrawdownOfSum());
        near(0.9789670549849975, Distribution.omega(OracleSeries.b(), 0));
    }

    @Test
    void of_publishedTailRatio() {
        // the published example has a ninth return, missing, that this ratio alone counts as 0
        near(
                0.9473684210526313,
                Distribution.of(Vector.of(0, 0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1))
                        .tailRatio());
    }

    @Test
    void omega_publishedValueIsThatOfAThreshold() {
        // 10, that is 1000 % a year, with 252 bars a year
        near(0.8335426349755793, Distribution.omega(PUBLISHED, StrictMath.pow(11, 1 / 252.0) - 1));
        near(19 / 14.0, Distribution.omega(PUBLISHED, 0));
        near(19 / 14.0, SeriesMetrics.of(PUBLISHED, 252).omega());
    }

    @Test
    void of_nothingDefined() {
        assertEquals(
                new Distribution(0, null, null, null, null, null, null, null, null), Distribution.of(new Vector(0)));
    }

    @Test
    void of_flat_hasNoShape() {
        Distribution d = Distribution.of(new Vector(3));
        assertEquals(new Distribution(3, 0.0, 0.0, null, null, null, 0.0, 1.0, 0.0), d);
        assertNull(Distribution.omega(new Vector(3), 0));
    }

    @Test
    void of_constantGain_hasNoShapeWhateverTheRounding() {
        Vector series = new Vector(7);
        series.fill(0.1);
        Distribution d = Distribution.of(series);
        assertNull(d.skew());
        assertNull(d.kurtosis());
        near(1, d.tailRatio());
    }

    @Test
    void of_twoPoints() {
        Distribution d = Distribution.of(Vector.of(-1, 1, -1, 1));
        near(0, d.skew());
        near(1, d.kurtosis());
        near(0, d.finalWealth());
        near(-1, d.maxDrawdownOfSum());
    }
}
