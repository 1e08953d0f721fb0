package io.regimen.activities.selection.statistic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.regimen.activities.model.Vector;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharpeRatioTest {
    private static final double EXACT = 1e-9;
    private static final SharpeRatio A = SharpeRatio.of(OracleStreams.a()).orElseThrow();

    @Test
    void of_oracleA() {
        assertEquals(1000, A.bars());
        assertEquals(0.050702730645398264, A.value(), EXACT);
        assertEquals(-0.16424314008980534, A.skew(), EXACT);
        assertEquals(2.8484479862588956, A.kurtosis(), EXACT);
    }

    @Test
    void of_nothingToDivideBy() {
        Vector flat = new Vector(5);
        flat.fill(0.1);
        assertEquals(Optional.empty(), SharpeRatio.of(flat));
        assertEquals(Optional.empty(), SharpeRatio.of(new Vector(3)));
        assertEquals(Optional.empty(), SharpeRatio.of(Vector.of(1)));
        assertThrows(IllegalArgumentException.class, () -> new SharpeRatio(1, 0, 0, 3));
    }

    @Test
    void probabilityAbove_oraclesAndPaper() {
        assertEquals(0.9446426082456425, A.probabilityAbove(0), EXACT);
        assertEquals(
                0.9132343068848602,
                new SharpeRatio(24, 1.585 / Math.sqrt(12), -2.448, 10.164).probabilityAbove(0),
                EXACT);
    }

    @Test
    void deflated_oraclesAndPaper() {
        assertEquals(0.4750905295320604, A.deflated(135, 0.02 * 0.02), EXACT);
        assertEquals(
                0.9003968344493903,
                new SharpeRatio(1250, 2.5 / Math.sqrt(250), -3, 10).deflated(100, 0.5 / 250),
                EXACT);
        assertEquals(0.11317200186513214, Math.sqrt(0.5 / 250) * MultipleTrials.expectedMaximum(100), EXACT);
    }

    @Test
    void minimumTrackRecord_oraclesAndPaper() {
        assertEquals(1063.4410229268963, A.minimumTrackRecord(0, 0.95), 1e-6);
        assertEquals(2.731187801728176, years(250, 2, 1, 0, 3), EXACT);
        assertEquals(2.828833586945237, years(52, 2, 1, 0, 3), EXACT);
        assertEquals(27.3529201960403, years(12, 3, 2.5, -0.72, 5.78), EXACT);
        assertEquals(Double.POSITIVE_INFINITY, A.minimumTrackRecord(0.06, 0.95));
    }

    private static double years(int periods, double annual, double benchmark, double skew, double kurtosis) {
        double root = Math.sqrt(periods);
        return new SharpeRatio(2, annual / root, skew, kurtosis).minimumTrackRecord(benchmark / root, 0.95) / periods;
    }
}
