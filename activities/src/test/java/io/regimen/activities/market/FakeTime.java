package io.regimen.activities.market;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that only moves while somebody sleeps by it. */
final class FakeTime implements InstantSource, Sleeper {
    private Instant now;
    private final List<Duration> waits = new ArrayList<>();

    FakeTime(Instant now) {
        this.now = now;
    }

    void set(Instant to) {
        now = to;
    }

    List<Duration> waits() {
        return List.copyOf(waits);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void sleep(Duration time) {
        waits.add(time);
        now = now.plus(time);
    }
}
