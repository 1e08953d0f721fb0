package io.regimen.activities.selection.statistic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.regimen.activities.model.Vector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final double EXACT = 1e-9;
    private static final double CHANCE = 1e-2;

    @Test
    void blockLength_oracle() {
        BlockLength length = BlockLength.of(OracleStreams.b());
        assertEquals(3.10914194099597, length.stationary(), EXACT);
        assertEquals(3.5590790619779984, length.circular(), EXACT);
        assertEquals(new BlockLength(1, 1), BlockLength.of(new Vector(100)));
    }

    @Test
    void means_scatterLikeTheLongRunVariance() {
        Vector series = OracleStreams.b();
        Vector means = new StationaryBootstrap(1000, 12, 4000, 3)
                .means(List.of(series))
                .getFirst();
        double deviation = Math.sqrt(Series.squares(means, Series.mean(means)) / means.size());
        assertEquals(Series.mean(series), Series.mean(means), 2e-5);
        assertEquals(Math.sqrt(LongRun.variance(series, 12) / 1000), deviation, 2e-5);
    }

    @Test
    void means_ofSingleBars() {
        Vector means = new StationaryBootstrap(1000, 1, 4000, 3)
                .means(List.of(OracleStreams.b()))
                .getFirst();
        double deviation = Math.sqrt(Series.squares(means, Series.mean(means)) / means.size());
        assertEquals(Math.sqrt(9.704159197659754e-05 / 1000), deviation, 1e-5);
    }

    @Test
    void lowerBound_isThatOfTheNormalApproximation() {
        Vector series = OracleStreams.a();
        double expected = 0.0005100762930065392 - 1.6449 * 0.010060134563045142 / Math.sqrt(1000);
        StationaryBootstrap bootstrap = new StationaryBootstrap(1000, 1, 8000, 5);
        assertEquals(expected, bootstrap.lowerBound(series, 0.05), 2e-5);
        assertEquals(bootstrap.lowerBound(series, 0.05), bootstrap.lowerBound(series, 0.05));
        assertNotEquals(
                bootstrap.lowerBound(series, 0.05), new StationaryBootstrap(1000, 1, 8000, 6).lowerBound(series, 0.05));
    }

    /** The reference uses the deviations only to tell who is clearly worse. */
    @Test
    void superiorAbility_notStudentised_oracles() {
        StationaryBootstrap bootstrap = new StationaryBootstrap(500, 10, 10_000, 1);
        SuperiorAbility better = SuperiorAbility.of(OracleStreams.gains(0.10), bootstrap, false);
        assertEquals(0.0085, better.lower(), CHANCE);
        assertEquals(0.0741, better.consistent(), CHANCE);
        assertEquals(0.0741, better.upper(), CHANCE);
        SuperiorAbility none = SuperiorAbility.of(OracleStreams.gains(0), bootstrap, false);
        assertEquals(0.8127, none.lower(), CHANCE);
        assertEquals(0.9881, none.consistent(), CHANCE);
        assertEquals(0.9881, none.upper(), CHANCE);
    }

    /** One strategy's test is that of its own mean; many that scatter wildly do not hide one that is steadily better. */
    @Test
    void superiorAbility_studentised() {
        StationaryBootstrap bootstrap = new StationaryBootstrap(500, 1, 4000, 1);
        List<Vector> gains = OracleStreams.gains(0.10);
        double z = 0.06714 / Math.sqrt(LongRun.variance(gains.get(3), 0) / 500);
        SuperiorAbility alone = SuperiorAbility.of(List.of(gains.get(3)), bootstrap);
        assertEquals(Normal.cumulative(-z), alone.consistent(), 4e-3);
        List<Vector> wild = new ArrayList<>();
        wild.add(gains.get(3));
        for (Vector gain : OracleStreams.gains(0)) {
            Vector louder = new Vector(500);
            for (int i = 0; i < 500; i++) {
                louder.set(i, 50 * gain.get(i));
            }
            wild.add(louder);
        }
        assertTrue(SuperiorAbility.of(wild, bootstrap).consistent() < 0.1);
        assertTrue(SuperiorAbility.of(wild, bootstrap, false).consistent() > 0.5);
    }

    @Test
    void superiorAbility_ofStrategiesThatDoNothing() {
        assertEquals(
                new SuperiorAbility(1, 1, 1),
                SuperiorAbility.of(List.of(new Vector(500)), new StationaryBootstrap(500, 10, 10, 1)));
    }

    @Test
    void overfitting_oracles() {
        check(0, 8, new Overfitting(70, 0.5, -0.3756016130896445, -0.5336375113627472, 0.5));
        check(
                0,
                16,
                new Overfitting(
                        12870, 0.4184926184926185, -0.1498224072466709, -0.4999869169826242, 0.3486402486402486));
        check(0.0025, 8, new Overfitting(70, 0, 2.9957322735539895, -0.9981453866290356, 0));
    }

    private static void check(double skill, int blocks, Overfitting expected) {
        Overfitting actual = Overfitting.of(OracleStreams.noise(skill), blocks);
        assertEquals(expected.splits(), actual.splits());
        assertEquals(expected.probability(), actual.probability(), EXACT);
        assertEquals(expected.meanLogit(), actual.meanLogit(), EXACT);
        assertEquals(expected.slope(), actual.slope(), EXACT);
        assertEquals(expected.lossProbability(), actual.lossProbability(), EXACT);
    }
}
