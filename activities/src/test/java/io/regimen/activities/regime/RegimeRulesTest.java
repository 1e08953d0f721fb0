package io.regimen.activities.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RegimeRulesTest {
    @Test
    void json_ofTheDefaults() {
        assertEquals(
                "{\"minimum_dwell\":5,\"rank_window\":500,\"sigma_window\":500,\"trend_threshold\":1,\"trend_window\":50,"
                        + "\"version\":1,\"volatile_rank\":0.75,\"volatility_window\":20}",
                RegimeRules.defaults().json());
    }

    @Test
    void parse_readsWhatJsonWrote() {
        RegimeRules rules = new RegimeRules(2, 60, 1.5, 300, 10, 250, 0.9, 4);
        assertEquals(rules, RegimeRules.parse(rules.json()));
        assertThrows(IllegalArgumentException.class, () -> RegimeRules.parse("{"));
        assertThrows(IllegalArgumentException.class, () -> RegimeRules.parse("{\"trend_window\":-1}"));
    }

    @Test
    void hash_changesWithAnyParameter() {
        assertNotEquals(RegimeRules.defaults().hash(), new RegimeRules(1, 50, 1.0, 500, 20, 500, 0.75, 6).hash());
    }

    @Test
    void definitions_oneRowPerRegime() {
        RegimeRules rules = RegimeRules.defaults();
        assertEquals(
                java.util.List.of("bull_trending", "bear_trending", "volatile_ranging", "calm_ranging"),
                rules.definitions().stream().map(RegimeRules.Definition::name).toList());
        rules.definitions().forEach(row -> assertEquals(rules.json(), row.detectionRules()));
    }
}
