package io.regimen.workflows.regime;

import java.util.List;

/**
 * Sets with detectors to begin with. They are not stored: saved by somebody, they are a set like any other. Four states are
 * told from the trend, the volatility and whether moves go on, and called like the default regimes.
 */
public final class ExampleRegimes {
    private static final String REGIMES = """
             "regimes": [
               {"name": "bull_trending", "description": "The state with the highest mean return."},
               {"name": "bear_trending", "description": "The state with the lowest mean return."},
               {"name": "volatile_ranging", "description": "The more volatile of the two others."},
               {"name": "calm_ranging", "description": "The calmer of the two others."}],
            """;

    private static final RegimeSet HIDDEN_MARKOV = RegimeSet.parse("""
            {"name": "markov",
             "description": "Four states of a hidden Markov chain, filtered.",
            """ + REGIMES + """
             "detector": {
               "kind": "hidden_markov", "order": "trend",
               "features": [{"trend_z": {"window": 50}}, {"volatility": {"window": 48}}, {"variance_ratio": {"window": 50}}],
               "train": 10000, "refit": 1000}}
            """);

    private static final RegimeSet JUMP_MODEL = RegimeSet.parse("""
            {"name": "jump",
             "description": "Four states of a statistical jump model, told online.",
            """ + REGIMES + """
             "detector": {
               "kind": "jump_model", "penalty": 20, "order": "trend",
               "features": [{"trend_z": {"window": 50}}, {"trend_z": {"window": 150}}, {"volatility": {"window": 48}},
                            {"variance_ratio": {"window": 100}}, {"variance_ratio": {"window": 200}}],
               "train": 10000, "refit": 1000}}
            """);

    private ExampleRegimes() {}

    public static RegimeSet hiddenMarkov() {
        return HIDDEN_MARKOV;
    }

    public static RegimeSet jumpModel() {
        return JUMP_MODEL;
    }

    public static List<RegimeSet> all() {
        return List.of(HIDDEN_MARKOV, JUMP_MODEL);
    }
}
