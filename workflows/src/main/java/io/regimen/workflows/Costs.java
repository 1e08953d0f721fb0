package io.regimen.workflows;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trade costs, charged on the traded amount at the bar of the trade, in basis points of price.
 *
 * @param halfSpreadBps half the spread; absent: from bid and ask where the dataset has them, else {@link #FALLBACK_HALF_SPREAD_BPS}
 * @param feeBps commission
 * @param slippageBps further adverse price movement
 */
public record Costs(@Nullable Double halfSpreadBps, double feeBps, double slippageBps) {
    /** Used for datasets without bid and ask when the request names no spread. */
    public static final double FALLBACK_HALF_SPREAD_BPS = 1.0;

    public static Costs defaults() {
        return new Costs(null, 0, 0);
    }

    List<Problem> problems() {
        List<Problem> out = new ArrayList<>();
        check("costs.half_spread_bps", halfSpreadBps == null ? 0 : halfSpreadBps, out);
        check("costs.fee_bps", feeBps, out);
        check("costs.slippage_bps", slippageBps, out);
        return out;
    }

    private static void check(String field, double value, List<Problem> out) {
        if (!(value >= 0 && value <= 1000)) {
            out.add(new Problem(field, value + " basis points is out of bounds", "Use 0 to 1000"));
        }
    }
}
