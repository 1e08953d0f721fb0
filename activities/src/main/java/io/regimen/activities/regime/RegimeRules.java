package io.regimen.activities.regime;

import io.regimen.workflows.Json;
import java.util.List;

/**
 * Parameters of the default regimes; what is stored with them, and named by {@link #hash}. Windows count bars.
 *
 * @param version changes whenever the same parameters would classify otherwise
 * @param trendWindow bars w of the trend measure
 * @param trendThreshold |z| from which a market trends; 1 is passed on 31.7 % of the bars of a driftless random walk
 * @param sigmaWindow returns behind sigma of the trend measure; ten times {@code trendWindow} by default, so that a trend
 *     hardly widens the measure that it is held against
 * @param volatilityWindow returns of the realised volatility
 * @param rankWindow earlier bars that the volatility is ranked among
 * @param volatileRank rank in [0, 1] from which a ranging market is volatile
 * @param minimumDwell bars that a new state must persist before it is taken on
 */
public record RegimeRules(
        int version,
        int trendWindow,
        double trendThreshold,
        int sigmaWindow,
        int volatilityWindow,
        int rankWindow,
        double volatileRank,
        int minimumDwell) {

    public static final String BULL_TRENDING = "bull_trending";
    public static final String BEAR_TRENDING = "bear_trending";
    public static final String VOLATILE_RANGING = "volatile_ranging";
    public static final String CALM_RANGING = "calm_ranging";

    /** A row of table regime_definitions. */
    public record Definition(String name, String description, String detectionRules, int version) {}

    public RegimeRules {
        if (trendWindow < 1
                || sigmaWindow < 2
                || volatilityWindow < 1
                || rankWindow < 1
                || minimumDwell < 1
                || !(trendThreshold > 0)
                || !(volatileRank >= 0 && volatileRank <= 1)) {
            throw new IllegalArgumentException(
                    "windows and dwell must be positive, the rank within [0, 1], the trend threshold above 0");
        }
    }

    public static RegimeRules defaults() {
        return new RegimeRules(1, 50, 1.0, 500, 20, 500, 0.75, 5);
    }

    /** The rules that {@link #json} wrote. */
    public static RegimeRules parse(String json) {
        try {
            return Json.mapper().readValue(json, RegimeRules.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException("not regime rules: " + e.getOriginalMessage(), e);
        }
    }

    public String json() {
        return Json.canonical(this);
    }

    public String hash() {
        return Json.sha256(this);
    }

    /** First bar that can be judged; those before are calm_ranging. */
    public int firstFullBar() {
        return Math.max(Math.max(trendWindow, sigmaWindow), volatilityWindow + rankWindow);
    }

    /** The four regimes in the order of their numbers. */
    public List<Definition> definitions() {
        String z = "z, the log price change over " + trendWindow + " bars in units of its standard deviation,";
        String volatility = "volatility over " + volatilityWindow + " bars ranks at or above " + volatileRank
                + " among the " + rankWindow + " bars before";
        return List.of(
                definition(BULL_TRENDING, "Upward trend: " + z + " is at least " + trendThreshold + "."),
                definition(BEAR_TRENDING, "Downward trend: " + z + " is at most -" + trendThreshold + "."),
                definition(VOLATILE_RANGING, "No trend, and " + volatility + "."),
                definition(CALM_RANGING, "No trend, and no high volatility; also the first bars of a market."));
    }

    private Definition definition(String name, String description) {
        return new Definition(name, description, json(), version);
    }
}
