package io.regimen.activities.label;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.market.Bars;
import io.regimen.activities.model.Vector;
import io.regimen.workflows.Timeframe;
import org.junit.jupiter.api.Test;

class LabelsTest {
    /** Opens 100, 110, 121, 100, 50, 200. */
    private final Bars bars = bars(100, 110, 121, 100, 50, 200);

    @Test
    void forward_oneStepWithoutLatency() {
        assertLabels(
                Labels.forward(bars, 1, 0), 121.0 / 110, 100.0 / 121, 50.0 / 100, 200.0 / 50, Double.NaN, Double.NaN);
    }

    @Test
    void forward_twoStepsWithLatencyOfOne() {
        assertLabels(
                Labels.forward(bars, 2, 1), 50.0 / 121, 200.0 / 100, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    @Test
    void forward_longerThanTheSeries() {
        Vector labels = Labels.forward(bars, 10, 0);
        for (int t = 0; t < labels.size(); t++) {
            assertTrue(Double.isNaN(labels.get(t)));
        }
    }

    /** The last row before the purge has its outcome before the first evaluated row, the next one has not. */
    @Test
    void purge_isTheFewestRowsThatKeepOutcomesOut() {
        int evaluated = 4;
        int last = evaluated - Labels.purge(1, 1) - 1;
        assertEquals(0, last);
        assertTrue(last + 1 + 1 + 1 < evaluated);
        assertEquals(evaluated, last + 1 + 1 + 1 + 1);
    }

    @Test
    void forward_refusesNoStep() {
        assertThrows(IllegalArgumentException.class, () -> Labels.forward(bars, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> Labels.forward(bars, 1, -1));
    }

    private static void assertLabels(Vector labels, double... ratios) {
        assertEquals(ratios.length, labels.size());
        for (int t = 0; t < ratios.length; t++) {
            assertEquals(Math.log(ratios[t]), labels.get(t), 1e-15, "row " + t);
        }
    }

    private static Bars bars(double... opens) {
        Bars.Builder out = new Bars.Builder(Timeframe.H1, false);
        for (int i = 0; i < opens.length; i++) {
            out.add(3600L * i, opens[i], 300, 1, 77, 0, 0);
        }
        return out.build();
    }
}
