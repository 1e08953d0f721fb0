package io.regimen.activities.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RollingRankTest {
    @Test
    void rankThenPush_byHand() {
        RollingRank ranks = new RollingRank(3);
        assertEquals(0, ranks.rankThenPush(5));
        assertEquals(1, ranks.rankThenPush(6));
        assertEquals(0.25, ranks.rankThenPush(5)); // one above, one equal
        assertEquals(0, ranks.rankThenPush(0));
        assertEquals(1, ranks.rankThenPush(7)); // of 6, 5, 0
        assertEquals(1 / 3.0, ranks.rankThenPush(4)); // of 5, 0, 7
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 50, 200, 333})
    void rankThenPush_equalsCounting(int length) {
        SplittableRandom random = new SplittableRandom(length);
        RollingRank ranks = new RollingRank(length);
        List<Double> before = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            // small integers for ties, zeros, and every order of magnitude
            double score = i % 3 == 0 ? random.nextInt(5) : Math.pow(10, random.nextInt(-300, 300));
            List<Double> window = before.subList(Math.max(0, i - length), i);
            double below = window.stream().filter(s -> s < score).count();
            double equal = window.stream().filter(s -> s == score).count();
            double expected = window.isEmpty() ? 0 : (below + equal / 2) / window.size();
            assertEquals(expected, ranks.rankThenPush(score), "score " + i);
            before.add(score);
        }
    }
}
