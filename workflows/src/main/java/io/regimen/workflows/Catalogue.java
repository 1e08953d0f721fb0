package io.regimen.workflows;

import java.util.List;

/** Names of what a feature set can hold; the feature code implements exactly these. */
public final class Catalogue {
    /** Indicators of the {@code indicator_tfs} map. */
    public static final List<String> INDICATORS = List.of("atr", "bollinger", "macd", "rsi");

    /** Blocks of the {@code additional_features} map. */
    public static final List<String> BLOCKS = List.of("returns_volatility");

    /** Encoders of the {@code encoders} list. */
    public static final List<String> ENCODERS = List.of("none");

    private Catalogue() {}
}
