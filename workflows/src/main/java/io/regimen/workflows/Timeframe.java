package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Length of a bar. Longer timeframes are built from shorter ones on buckets aligned to midnight UTC. */
public enum Timeframe {
    @JsonProperty("1m")
    M1("1m", 60),
    @JsonProperty("5m")
    M5("5m", 300),
    @JsonProperty("15m")
    M15("15m", 900),
    @JsonProperty("30m")
    M30("30m", 1800),
    @JsonProperty("1h")
    H1("1h", 3600),
    @JsonProperty("4h")
    H4("4h", 14_400),
    @JsonProperty("1d")
    D1("1d", 86_400);

    private final String text;
    private final int seconds;

    Timeframe(String text, int seconds) {
        this.text = text;
        this.seconds = seconds;
    }

    /** Parses "1h", "1H" or "4h". */
    @JsonCreator
    public static Timeframe parse(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(t -> t.text.equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("unknown timeframe \"" + text + "\"; use one of " + all()));
    }

    public static Optional<Timeframe> ofSeconds(long seconds) {
        return Arrays.stream(values()).filter(t -> t.seconds == seconds).findFirst();
    }

    /** The next timeframe that holds at least three bars of this one; empty for the longest. */
    public Optional<Timeframe> higher() {
        return Arrays.stream(values())
                .filter(t -> t.seconds >= 3 * seconds && t.seconds % seconds == 0)
                .findFirst();
    }

    public Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    public int seconds() {
        return seconds;
    }

    static String all() {
        return Arrays.stream(values()).map(t -> t.text).collect(Collectors.joining(", "));
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
