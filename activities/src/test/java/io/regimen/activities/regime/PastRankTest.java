package io.regimen.activities.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PastRankTest {
    @Test
    void of_equalsCounting() {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = random.ints(2000, 0, 30).asDoubleStream().toArray(); // many ties
        PastRank rank = new PastRank(50);
        assertEquals(0, rank.of(3));
        for (int t = 0; t < values.length; t++) {
            double below = 0;
            int window = Math.min(t, 50);
            for (int i = t - window; i < t; i++) {
                below += values[i] < values[t] ? 1 : values[i] == values[t] ? 0.5 : 0;
            }
            if (window > 0) {
                assertEquals(below / window, rank.of(values[t]), 1e-15);
            }
            rank.add(values[t]);
        }
    }
}
