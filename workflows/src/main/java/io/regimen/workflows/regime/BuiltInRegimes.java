package io.regimen.workflows.regime;

import java.util.List;
import java.util.Optional;

/** The sets that come with the program, each in its first version. */
public final class BuiltInRegimes {
    /** Name of the set that is used where none is named. */
    public static final String DEFAULT = "default";

    /** Name of the set with the rules of the specification, taken literally. */
    public static final String LITERAL = "literal";

    private static final RegimeVersion DEFAULTS = version("""
            {"name": "default",
             "description": "Trend by the standardised price change, else volatility by its rank in the past.",
             "regimes": [
               {"name": "bull_trending",
                "description": "Upward trend: the log price change over 50 bars is at least its standard deviation.",
                "rule": {"trend_z": {"is": ">= 1", "window": 50, "sigma_window": 500}}},
               {"name": "bear_trending",
                "description": "Downward trend: the log price change over 50 bars is at most minus its standard deviation.",
                "rule": {"trend_z": {"is": "<= -1", "window": 50, "sigma_window": 500}}},
               {"name": "volatile_ranging",
                "description": "No trend, and the volatility over 20 bars ranks at or above 75 % among the 500 bars before.",
                "rule": {"and": [
                  {"trend_z": {"is": "> -1", "window": 50, "sigma_window": 500}},
                  {"trend_z": {"is": "< 1", "window": 50, "sigma_window": 500}},
                  {"volatility": {"is": ">= 75th percentile", "window": 20, "over": 500}}]}},
               {"name": "calm_ranging",
                "description": "No trend, and no high volatility; also the first bars of a market.",
                "rule": {"and": [
                  {"trend_z": {"is": "> -1", "window": 50, "sigma_window": 500}},
                  {"trend_z": {"is": "< 1", "window": 50, "sigma_window": 500}},
                  {"volatility": {"is": "< 75th percentile", "window": 20, "over": 500}}]}}],
             "otherwise": "calm_ranging",
             "minimum_dwell": 5}
            """);

    private static final RegimeVersion LITERALS = version("""
            {"name": "literal",
             "description": "The rules of the specification as they stand there. They say trending on 45 % of the bars of a\
             driftless random walk, and leave out bars of middling trend strength or volatility.",
             "regimes": [
               {"name": "bull_trending",
                "description": "Strong upward trend",
                "rule": {"trend_strength": "> 0.7", "returns": "> 0"}},
               {"name": "bear_trending",
                "description": "Strong downward trend",
                "rule": {"trend_strength": "> 0.7", "returns": "< 0"}},
               {"name": "volatile_ranging",
                "description": "High volatility, no clear trend",
                "rule": {"trend_strength": "< 0.3", "volatility": "> 75th percentile"}},
               {"name": "calm_ranging",
                "description": "Low volatility, no clear trend",
                "rule": {"trend_strength": "< 0.3", "volatility": "< 50th percentile"}}]}
            """);

    private BuiltInRegimes() {}

    /** The four default regimes. */
    public static RegimeVersion defaults() {
        return DEFAULTS;
    }

    /** The rules of the specification, taken literally. */
    public static RegimeVersion literal() {
        return LITERALS;
    }

    public static List<RegimeVersion> all() {
        return List.of(DEFAULTS, LITERALS);
    }

    /** The built-in set that a reference means; empty if it is none of them. */
    public static Optional<RegimeVersion> find(RegimeVersion.Reference reference) {
        return all().stream()
                .filter(known -> known.set().name().equals(reference.name())
                        && (reference.version() == null || reference.version() == known.version()))
                .findFirst();
    }

    private static RegimeVersion version(String json) {
        return new RegimeVersion(RegimeSet.parse(json), 1);
    }
}
