package io.regimen.activities.selection.statistic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.regimen.activities.model.Vector;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ComparisonsTest {
    private static final double EXACT = 1e-9;
    private static final Vector A = OracleStreams.a();
    private static final Vector B = OracleStreams.b();

    @Test
    void longRun_oracle() {
        assertEquals(6, LongRun.lags(1000));
        assertEquals(0.00012348624835587137, LongRun.variance(B, 6), 1e-15);
        assertEquals(9.704159197659754e-05, LongRun.variance(B, 0), 1e-15);
    }

    @Test
    void memmel_oracle() {
        SharpeDifference test = SharpeDifference.memmel(A, B).orElseThrow();
        assertEquals(0.050702730645398264 + 0.008634529351728048, test.difference(), EXACT);
        assertEquals(2.0282744009606417, test.z(), EXACT);
        assertEquals(0.04253225012428281, test.p(), EXACT);
        assertEquals(Optional.empty(), SharpeDifference.memmel(A, new Vector(1000)));
    }

    @Test
    void robust_oracle() {
        SharpeDifference test = SharpeDifference.robust(A, B).orElseThrow();
        assertEquals(0.05936695089715651, test.difference(), EXACT);
        assertEquals(0.02930169676286236, test.difference() / test.z(), EXACT);
        assertEquals(2.0260584695013137, test.z(), EXACT);
        assertEquals(0.04275879329431987, test.p(), EXACT);
        assertEquals(Optional.empty(), SharpeDifference.robust(A, new Vector(1000)));
    }

    @Test
    void pairedTest_oracles() {
        check(2, 1, 4.316444779736075e-06, 0.8543570176917181, 0.8539297323348144, 0.3933486355248373);
        check(2, 5, 4.316444779736075e-06, 0.8726741251104254, 0.8687469819700578, 0.38519419461705523);
        check(1, 1, 0.00014718365601505714, 0.6568387238180909, 0.6565102223102633, 0.5116470838841318);
        assertEquals(Optional.empty(), PairedDifference.of(A, A, 1));
    }

    private static void check(int power, int horizon, double mean, double dm, double hln, double p) {
        PairedDifference test = PairedDifference.of(
                        OracleStreams.losses(A, power), OracleStreams.losses(B, power), horizon)
                .orElseThrow();
        assertEquals(mean, test.mean(), EXACT);
        assertEquals(dm, test.statistic(), EXACT);
        assertEquals(hln, test.corrected(), EXACT);
        assertEquals(p, test.twoSided(), EXACT);
        assertEquals(p / 2, test.firstGreater(), EXACT);
    }

    @Test
    void holm_takesTheSmallestFirst() {
        assertEquals(
                Map.of("a", 0.03, "b", 0.06, "c", 0.06),
                Holm.adjusted(new TreeMap<>(Map.of("a", 0.01, "b", 0.04, "c", 0.03))));
        assertEquals(Map.of("a", 1.0), Holm.adjusted(new TreeMap<>(Map.of("a", 1.0))));
    }
}
