package io.regimen.workflows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * How features are prepared. A number that is absent or 0 takes its default; what each means and may be stands in
 * {@link #NUMERIC} and in the enums.
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
    private static final Numeric AR_LAGS = new Numeric(
            "ar_lags",
            "lagged one-bar returns in the autoregressive block",
            5,
            1,
            50,
            preprocessing -> preprocessing.arLags);
    private static final Numeric RV_WINDOW = new Numeric(
            "rv_window", "bars of realised volatility", 20, 5, 500, preprocessing -> preprocessing.rvWindow);
    private static final Numeric MIN_COVERAGE = new Numeric(
            "min_coverage",
            "share of the bars expected in the recent past that must be there, not missing and not filled in, for a row"
                    + " to be used",
            0.8,
            0.1,
            1,
            preprocessing -> preprocessing.minCoverage);

    /** The parameters that are numbers, in the order of their fields. */
    public static final List<Numeric> NUMERIC = List.of(
            AR_LAGS,
            RV_WINDOW,
            new Numeric(
                    "warmup_bars",
                    "bars dropped at the start at least; the indicators' own warm-up is dropped in any case",
                    0,
                    0,
                    5000,
                    preprocessing -> preprocessing.warmupBars),
            MIN_COVERAGE,
            new Numeric(
                    "winsorize",
                    "share of the training rows beyond which a feature is cut off on each side",
                    0,
                    0,
                    0.2,
                    preprocessing -> preprocessing.winsorize),
            new Numeric(
                    "differencing",
                    "how often the indicators are differenced from bar to bar",
                    0,
                    0,
                    2,
                    preprocessing -> preprocessing.differencing));

    /**
     * A parameter that is a number.
     *
     * @param name as it is written in a request
     * @param fallback taken where it is absent or 0
     * @param min least value allowed
     * @param max greatest value allowed
     */
    public record Numeric(
            String name, String meaning, double fallback, double min, double max, ToDoubleFunction<Preprocessing> of) {
        private double orFallback(double given) {
            return given == 0 ? fallback : given;
        }

        /** The bounds in words: 1 to 50. */
        public String bounds() {
            return plain(min) + " to " + plain(max);
        }

        /** A number as a person writes it. */
        public static String plain(double value) {
            return Double.isFinite(value)
                    ? new BigDecimal(Double.toString(value))
                            .stripTrailingZeros()
                            .toPlainString()
                    : Double.toString(value);
        }
    }

    // Jackson hands absent numbers in as zero and absent names as null: each then takes its default
    public Preprocessing {
        arLags = (int) AR_LAGS.orFallback(arLags);
        rvWindow = (int) RV_WINDOW.orFallback(rvWindow);
        minCoverage = MIN_COVERAGE.orFallback(minCoverage);
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
        for (Numeric number : NUMERIC) {
            double value = number.of().applyAsDouble(this);
            if (!(value >= number.min() && value <= number.max())) {
                out.add(new Problem(
                        field + "." + number.name(),
                        Numeric.plain(value) + " is out of bounds",
                        "Use " + number.bounds()));
            }
        }
        return out;
    }
}
