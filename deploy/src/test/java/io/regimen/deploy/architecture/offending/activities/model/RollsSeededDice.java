package io.regimen.deploy.architecture.offending.activities.model;

import java.util.SplittableRandom;

/** Breaks no rule: the same seed gives the same numbers. */
final class RollsSeededDice {
    private RollsSeededDice() {}

    static int roll(long seed) {
        return new SplittableRandom(seed).nextInt(6);
    }
}
