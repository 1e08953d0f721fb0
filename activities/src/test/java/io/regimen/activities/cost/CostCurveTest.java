package io.regimen.activities.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.regimen.activities.inference.RandomMarket;
import io.regimen.activities.market.Bars;
import io.regimen.workflows.Costs;
import io.regimen.workflows.Timeframe;
import org.junit.jupiter.api.Test;

class CostCurveTest {
    private static final Bars QUOTED = new Bars.Builder(Timeframe.H1, true)
            .add(0, 2.0, 2, 2, 2, 0, 0.0004)
            .add(3600, 2.5, 2.5, 2.5, 2.5, 0, 0.0005)
            .build();

    @Test
    void oneWay_quoted() {
        CostCurve curve = CostCurve.of(QUOTED, new Costs(null, 1, 0.5));
        assertEquals(2e-4 + 1.5e-4, curve.oneWay(0), 1e-18);
        assertEquals(2 * (2e-4 + 1.5e-4), curve.roundTrip(1), 1e-18);
    }

    @Test
    void oneWay_constantBeatsQuotes() {
        assertEquals(3e-4, CostCurve.of(QUOTED, new Costs(3.0, 0, 0)).oneWay(1), 1e-18);
    }

    @Test
    void oneWay_fallback() {
        Bars bars = RandomMarket.walk(1, 3, false);
        assertEquals(
                Costs.FALLBACK_HALF_SPREAD_BPS * 1e-4,
                CostCurve.of(bars, Costs.defaults()).oneWay(1),
                1e-18);
    }
}
