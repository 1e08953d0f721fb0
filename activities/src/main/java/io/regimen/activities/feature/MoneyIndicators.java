package io.regimen.activities.feature;

import java.util.List;

/** Indicators of volume behind the movement. */
final class MoneyIndicators {
    private MoneyIndicators() {}

    /**
     * On-balance volume is a sum without beginning, so its level says nothing; here it is its change over the window, in
     * shares of the window's volume.
     */
    static List<Output> obv(Stretch bars) {
        int n = Output.parameter("obv_20", "bars");
        return List.of(Output.of("obv_20", i -> {
            double signed = 0;
            double all = 0;
            for (int k = Math.max(1, i - n + 1); k <= i; k++) {
                signed += Math.signum(bars.close(k) - bars.close(k - 1)) * bars.volume(k);
                all += bars.volume(k);
            }
            return Output.share(signed, all, 0);
        }));
    }

    /**
     * Not ta4j's own indicator: that one takes a flow below 1 for 1, so that its value depends on the units of price and
     * volume.
     */
    static List<Output> mfi(Stretch bars) {
        int n = Output.parameter("mfi_14", "bars");
        return List.of(Output.of("mfi_14", i -> {
            double up = 0;
            double down = 0;
            for (int k = Math.max(1, i - n + 1); k <= i; k++) {
                double change = bars.typical(k) - bars.typical(k - 1);
                double flow = bars.typical(k) * bars.volume(k);
                up += change > 0 ? flow : 0;
                down += change < 0 ? flow : 0;
            }
            // the sum carries NaN of either on
            return Output.share(100 * up, up + down, 50);
        }));
    }
}
