package io.regimen.activities.market;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What a simulated market can be in; named as the default regimes. The codes are part of the dataset format. */
public enum SimulatedRegime {
    BULL_TRENDING(0, "bull_trending", 1, 1.0),
    BEAR_TRENDING(1, "bear_trending", -1, 1.0),
    VOLATILE_RANGING(2, "volatile_ranging", 0, 1.7),
    CALM_RANGING(3, "calm_ranging", 0, 0.6);

    private final int code;
    private final String text;
    private final int direction;
    private final double volatility;

    SimulatedRegime(int code, String text, int direction, double volatility) {
        this.code = code;
        this.text = text;
        this.direction = direction;
        this.volatility = volatility;
    }

    /** @throws IllegalArgumentException if no regime has this code */
    static SimulatedRegime of(int code) {
        return Arrays.stream(values())
                .filter(r -> r.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no simulated regime has code " + code));
    }

    /** Its number in dataset files, counted from 0. */
    int code() {
        return code;
    }

    /** 1 where prices drift up, -1 where they drift down, 0 where they range. */
    int direction() {
        return direction;
    }

    /** Factor on the market's volatility. */
    double volatility() {
        return volatility;
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
