package io.regimen.deploy.architecture.offending.workflows;

import java.time.Instant;

/** Replayed a day later it takes the other branch. */
final class LooksAtTheClock {
    private LooksAtTheClock() {}

    static boolean isLate() {
        return Instant.now().getEpochSecond() % 2 == 0;
    }
}
