package io.regimen.deploy.architecture.offending.activities.model;

import java.util.SplittableRandom;

/** Trains another model each time. */
final class RollsDice {
    private RollsDice() {}

    static int roll() {
        return new SplittableRandom().nextInt(6);
    }
}
