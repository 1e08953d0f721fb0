package io.regimen.workflows;

import java.util.List;

/** Shapes of candles. Markets that never close hardly gap, so no pattern asks for a gap. */
final class CandleEntries {
    private static final String SIGNED = "-1, 0 or 1";

    static final List<CatalogueEntry> ALL = new Entries("candlestick_patterns")
            .of("candlestick_patterns", "Nison, 1991", "open", "high", "low", "close")
            .add("candle_body", 0, "-1 to 1", "", "close less open in shares of the range")
            .add("candle_upper_shadow", 0, "0 to 1", "", "high less body in shares of the range")
            .add("candle_lower_shadow", 0, "0 to 1", "", "body less low in shares of the range")
            .add("pattern_doji", 10, "0 or 1", "bars 10", "body at most a tenth of the mean range before")
            .add("pattern_engulfing", 1, SIGNED, "", "body around the opposite body before")
            .add("pattern_harami", 1, SIGNED, "", "body inside the opposite body before")
            .add(
                    "pattern_hammer",
                    10,
                    SIGNED,
                    "bars 10",
                    "1 hammer below the mean close before, -1 shooting star above it")
            .add("pattern_piercing", 11, SIGNED, "bars 10", "1 piercing line, -1 dark cloud cover")
            .add("pattern_star", 12, SIGNED, "bars 10", "1 morning star, -1 evening star")
            .add("pattern_three", 2, SIGNED, "", "1 three white soldiers, -1 three black crows")
            .list();

    private CandleEntries() {}
}
