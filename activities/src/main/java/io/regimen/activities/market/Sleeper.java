package io.regimen.activities.market;

import java.time.Duration;

/** Waits; a test's does not. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
