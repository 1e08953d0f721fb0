package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Slippage. A number that is absent or 0 takes its default.
 *
 * @param method default fixed
 * @param coefficient volatility: slippage as a share of the standard deviation of one bar's return, default 0.1;
 *     square_root: the Y of the law, default 1; at most 10
 * @param windowBars bars before the fill from which volatility and volume are measured, 2 to 1000, default 24
 * @param notional square_root: size of a position of 1 in the quote currency; no default
 */
public record Slippage(
        SlippageMethod method,
        double coefficient,
        int windowBars,
        double notional,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> unknown) {
    /** What costs have that say nothing of it. */
    static final Slippage DEFAULT = new Slippage(SlippageMethod.FIXED, 0, 0, 0, Map.of());

    private static final double MAX_NOTIONAL = 1e12;

    // Jackson hands absent numbers in as zero and absent names as null: each then takes its default
    public Slippage {
        method = Objects.requireNonNullElse(method, SlippageMethod.FIXED);
        coefficient = coefficient == 0 ? (method == SlippageMethod.SQUARE_ROOT ? 1 : 0.1) : coefficient;
        windowBars = windowBars == 0 ? 24 : windowBars;
        unknown = unknown == null ? Map.of() : new TreeMap<>(unknown);
    }

    /** A share of the volatility of one bar over a window. */
    public static Slippage volatility(double coefficient, int windowBars) {
        return new Slippage(SlippageMethod.VOLATILITY, coefficient, windowBars, 0, Map.of());
    }

    /** The square-root law for positions of a size in the quote currency. */
    public static Slippage squareRoot(double coefficient, int windowBars, double notional) {
        return new Slippage(SlippageMethod.SQUARE_ROOT, coefficient, windowBars, notional, Map.of());
    }

    void check(List<Problem> out) {
        CostChecks.unknown("costs.slippage", unknown, out);
        CostChecks.within("costs.slippage.coefficient", coefficient, 0, 10, "", out);
        CostChecks.within("costs.slippage.window_bars", windowBars, 2, 1000, " bars", out);
        if (method == SlippageMethod.SQUARE_ROOT && notional == 0) {
            out.add(new Problem(
                    "costs.slippage.notional",
                    "missing",
                    "Give the size of a full position in the quote currency, such as 1000000"));
        } else {
            CostChecks.within("costs.slippage.notional", notional, 0, MAX_NOTIONAL, "", out);
        }
    }
}
