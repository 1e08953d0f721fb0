package io.regimen.activities.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedFilterTest {
    private static final SimulationSpec SPEC = SimulationSpec.hourly("EURUSD", 3_000, 5);

    /** What it says at a bar is the same when the market ends there. */
    @Test
    void filter_looksOnlyBack() {
        List<SimulatedRegime> whole = SimulatedFilter.filter(SimulatedMarket.generate(SPEC), SPEC);
        SimulationSpec shorter = SimulationSpec.hourly("EURUSD", 1_000, 5);
        assertEquals(whole.subList(0, 1_000), SimulatedFilter.filter(SimulatedMarket.generate(shorter), shorter));
    }

    @Test
    void filter_tellsMostBarsRight() {
        Dataset market = SimulatedMarket.generate(SPEC);
        List<SimulatedRegime> told = SimulatedFilter.filter(market, SPEC);
        double right = 0;
        for (int t = 0; t < market.size(); t++) {
            right += told.get(t) == market.trueRegime(t) ? 1 : 0;
        }
        assertTrue(right / market.size() > 0.75, "told right: " + right / market.size());
    }
}
