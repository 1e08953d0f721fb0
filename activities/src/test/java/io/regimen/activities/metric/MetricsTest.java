package io.regimen.activities.metric;

import static io.regimen.activities.metric.SeriesMetricsTest.near;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.regimen.activities.model.Vector;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final double BP = 1e-4;

    @Test
    void of_breakEvenIsTheCostAtWhichNothingIsLeft() {
        // 40 units traded cost 2 bp each, 0.1 bp of impact each, and 3 bp were received for holding
        PositionSums sums = new PositionSums(40, 10, 0.0117, 40 * 2 * BP, 40 * 0.1 * BP, -3 * BP, 0);
        Metrics m = of(sums);
        near(3, m.breakEvenBps());
        near(0, sums.gross() - 40 * 3 * BP - sums.carryCosts());
        near(40 * 2.1 * BP - 3 * BP, m.costs());
        near(40 * 0.1 * BP, m.impactCosts());
        near(-3 * BP, m.carryCosts());
        near(0.0081 / 0.0117, m.costShare());
        near(40.0 / 4 * 252, m.turnover());
        near(2.5, m.exposure());
    }

    @Test
    void of_grossLoss_breaksEvenBelowZeroAndHasNoShare() {
        Metrics m = of(new PositionSums(10, 5, -0.001, 0.002, 0, 0, 0));
        near(-1, m.breakEvenBps());
        assertNull(m.costShare());
    }

    @Test
    void of_nothingTraded_isUndefined() {
        Metrics m = of(new PositionSums(0, 0, 0, 0, 0, 0, 0));
        assertNull(m.breakEvenBps());
        assertNull(m.costShare());
        assertNull(m.capacity());
    }

    @Test
    void of_capacity_isTheSizeWhoseTradesAreAHundredthOfTheVolume() {
        // two changes of 0.5 in bars with a turnover of 2 million: 20,000 may be traded, half a position
        Metrics m = of(new PositionSums(1, 1, 0, 0, 0, 0, 2 * 0.25 / 2e6));
        near(40_000, m.capacity());
    }

    @Test
    void of_noBars_allNull() {
        Metrics m = Metrics.of(
                SeriesMetrics.of(new Vector(0), 252), new TradeTally(), new PositionSums(0, 0, 0, 0, 0, 0, 0), 252);
        assertNull(m.turnover());
        assertNull(m.exposure());
        assertNull(m.annualVolatility());
        assertEquals(0, m.bars());
    }

    private static Metrics of(PositionSums sums) {
        return Metrics.of(SeriesMetrics.of(Vector.of(0.01, -0.01, 0.02, 0), 252), new TradeTally(), sums, 252);
    }
}
