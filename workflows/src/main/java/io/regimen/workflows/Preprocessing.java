package io.regimen.workflows;

import java.util.ArrayList;
import java.util.List;

/**
 * How features are prepared.
 *
 * @param arLags lagged one-bar returns in the autoregressive block, 1 to 50, default 5
 * @param rvWindow bars of realised volatility, 5 to 500, default 20
 * @param warmupBars bars dropped at the start at least; the indicators' own warm-up is dropped in any case
 */
public record Preprocessing(int arLags, int rvWindow, int warmupBars) {
    // Jackson hands absent numbers in as zero: each then takes its default
    public Preprocessing {
        arLags = arLags == 0 ? 5 : arLags;
        rvWindow = rvWindow == 0 ? 20 : rvWindow;
    }

    public static Preprocessing defaults() {
        return new Preprocessing(0, 0, 0);
    }

    List<Problem> problems(String field) {
        List<Problem> out = new ArrayList<>();
        check(field + ".ar_lags", arLags, 1, 50, out);
        check(field + ".rv_window", rvWindow, 5, 500, out);
        check(field + ".warmup_bars", warmupBars, 0, 5000, out);
        return out;
    }

    private static void check(String field, int value, int min, int max, List<Problem> out) {
        if (value < min || value > max) {
            out.add(new Problem(field, value + " is out of bounds", "Use " + min + " to " + max));
        }
    }
}
