package io.regimen.activities.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.regimen.activities.market.Bars;
import io.regimen.workflows.Timeframe;
import org.junit.jupiter.api.Test;

class AnnualisationTest {
    @Test
    void periodsPerYear_everyHour() {
        assertEquals(8766, Annualisation.periodsPerYear(hourly(1000, 1)), 1e-9);
    }

    @Test
    void periodsPerYear_gapsCountAsTime() {
        assertEquals(8766 / 3.0, Annualisation.periodsPerYear(hourly(1000, 3)), 1e-9);
    }

    @Test
    void periodsPerYear_oneBar() {
        assertThrows(IllegalArgumentException.class, () -> Annualisation.periodsPerYear(hourly(1, 1)));
    }

    private static Bars hourly(int size, int every) {
        Bars.Builder bars = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < size; i++) {
            bars.add(3600L * every * i, 1, 1, 1, 1, 0, 0);
        }
        return bars.build();
    }
}
