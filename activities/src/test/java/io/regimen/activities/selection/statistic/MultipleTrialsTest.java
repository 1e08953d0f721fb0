package io.regimen.activities.selection.statistic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.regimen.activities.model.Vector;
import java.util.List;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MultipleTrialsTest {
    private static final double EXACT = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "1, 0",
        "2, 0.5197553442805939",
        "5, 1.1925940010147893",
        "10, 1.57459830134575",
        "27, 2.0296006400859787",
        "100, 2.5306028932016846",
        "135, 2.634443719668993",
        "1000, 3.255121513652723",
        "4320, 3.650292749087155",
        "135000, 4.455668867395003"
    })
    void expectedMaximum_oracles(double trials, double expected) {
        assertEquals(expected, MultipleTrials.expectedMaximum(trials), EXACT);
    }

    @Test
    void expectedMaximum_belowTwo_isNeverNegative() {
        assertEquals(0, MultipleTrials.expectedMaximum(1.01));
        assertThrows(IllegalArgumentException.class, () -> MultipleTrials.expectedMaximum(0.5));
    }

    @Test
    void minimumBacktestYears_oracle() {
        assertEquals(6.9402937121034, MultipleTrials.minimumBacktestYears(135, 1), EXACT);
    }

    @Test
    void effective_oracle() {
        assertEquals(68, MultipleTrials.effective(135, 0.5), EXACT);
        assertEquals(135, MultipleTrials.effective(135, -0.2), EXACT);
        assertEquals(1, MultipleTrials.effective(135, 1), EXACT);
    }

    @Test
    void meanCorrelation_isThatOfAllPairs() {
        List<Vector> streams = List.of(OracleStreams.a(), OracleStreams.b(), OracleStreams.gauss(3, 1000));
        PearsonsCorrelation pairs = new PearsonsCorrelation();
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < i; j++) {
                sum += pairs.correlation(
                        streams.get(i).toArray(), streams.get(j).toArray());
            }
        }
        assertEquals(sum / 3, MultipleTrials.meanCorrelation(streams), EXACT);
    }

    @Test
    void meanCorrelation_ofStillStreams() {
        assertEquals(0, MultipleTrials.meanCorrelation(List.of(OracleStreams.a())));
        assertEquals(
                1.0 / 3,
                MultipleTrials.meanCorrelation(List.of(OracleStreams.a(), OracleStreams.a(), new Vector(1000))),
                EXACT);
    }
}
