package io.regimen.activities.metric;

import io.regimen.activities.model.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Compounded wealth over time, thinned out for a chart: stretches of equally many bars, the last one shorter, each with
 * its end and its worst drawdown, so that no trough is lost. Values are rounded to six decimals.
 *
 * @param time start of the last decision bar of each stretch, seconds since 1970 UTC
 * @param wealth what 1 has become by then
 * @param drawdown least of wealth / highest wealth before - 1 within the stretch, at most 0
 */
public record EquityCurve(List<Long> time, List<Double> wealth, List<Double> drawdown) {
    private static final double DECIMALS = 1e6;

    public EquityCurve {
        time = List.copyOf(time);
        wealth = List.copyOf(wealth);
        drawdown = List.copyOf(drawdown);
    }

    /** @param points at most so many */
    static EquityCurve of(IntToLongFunction time, Vector pnl, int points) {
        List<Long> ends = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        List<Double> lows = new ArrayList<>();
        int stretch = Math.max(1, Math.ceilDiv(pnl.size(), points));
        double wealth = 1;
        double peak = 1;
        double low = 0;
        for (int i = 0; i < pnl.size(); i++) {
            wealth = pnl.get(i) > -1 ? wealth * (1 + pnl.get(i)) : 0;
            peak = Math.max(peak, wealth);
            low = Math.min(low, wealth / peak - 1);
            if ((i + 1) % stretch == 0 || i + 1 == pnl.size()) {
                ends.add(time.applyAsLong(i));
                values.add(rounded(wealth));
                lows.add(rounded(low));
                low = 0;
            }
        }
        return new EquityCurve(ends, values, lows);
    }

    private static double rounded(double value) {
        double out = Math.rint(value * DECIMALS) / DECIMALS;
        // wealth beyond the range in which decimals exist stays as it is
        return Double.isFinite(out) ? out + 0.0 : value;
    }
}
