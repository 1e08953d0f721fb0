package io.regimen.workflows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How features are prepared. A number that is absent or 0 takes its default.
 *
 * @param arLags lagged one-bar returns in the autoregressive block, 1 to 50, default 5
 * @param rvWindow bars of realised volatility, 5 to 500, default 20
 * @param warmupBars bars dropped at the start at least; the indicators' own warm-up is dropped in any case
 * @param minCoverage share of the bars expected in the recent past that must be there, not missing and not repaired, for
 *     a row to be used; 0.1 to 1, default 0.8
 * @param winsorize share of the training rows beyond which a feature is cut off on each side, 0 to 0.2, default 0
 * @param scaling default standard
 * @param differencing how often the indicators are differenced from bar to bar, 0 to 2, default 0
 * @param dayBoundary where the buckets of higher timeframes begin, default the market's own
 */
public record Preprocessing(
        int arLags,
        int rvWindow,
        int warmupBars,
        double minCoverage,
        double winsorize,
        FeatureScaling scaling,
        int differencing,
        DayBoundary dayBoundary) {
    // Jackson hands absent numbers in as zero and absent names as null: each then takes its default
    public Preprocessing {
        arLags = arLags == 0 ? 5 : arLags;
        rvWindow = rvWindow == 0 ? 20 : rvWindow;
        minCoverage = minCoverage == 0 ? 0.8 : minCoverage;
        scaling = Objects.requireNonNullElse(scaling, FeatureScaling.STANDARD);
        dayBoundary = Objects.requireNonNullElse(dayBoundary, DayBoundary.MARKET);
    }

    public static Preprocessing defaults() {
        return of(0, 0, 0);
    }

    /** Windows as given, everything else at its default. */
    public static Preprocessing of(int arLags, int rvWindow, int warmupBars) {
        return new Preprocessing(arLags, rvWindow, warmupBars, 0, 0, FeatureScaling.STANDARD, 0, DayBoundary.MARKET);
    }

    List<Problem> problems(String field) {
        List<Problem> out = new ArrayList<>();
        check(field + ".ar_lags", arLags, 1, 50, out);
        check(field + ".rv_window", rvWindow, 5, 500, out);
        check(field + ".warmup_bars", warmupBars, 0, 5000, out);
        check(field + ".min_coverage", minCoverage, 0.1, 1, out);
        check(field + ".winsorize", winsorize, 0, 0.2, out);
        check(field + ".differencing", differencing, 0, 2, out);
        return out;
    }

    private static void check(String field, double value, double min, double max, List<Problem> out) {
        if (!(value >= min && value <= max)) {
            out.add(new Problem(field, plain(value) + " is out of bounds", "Use " + plain(min) + " to " + plain(max)));
        }
    }

    private static String plain(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }
}
