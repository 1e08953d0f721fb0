package io.regimen.deploy.client;

import java.time.Duration;

/** Durations as a person reads them. */
final class Durations {
    private Durations() {}

    /** Two units at most: 42 s, 3 min 5 s, 2 h 10 min. */
    static String text(Duration duration) {
        long seconds = Math.max(0, Math.round(duration.toMillis() / 1000.0));
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
