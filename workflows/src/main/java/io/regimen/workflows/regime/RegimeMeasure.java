package io.regimen.workflows.regime;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The catalogue of measures that rules are made of. A measure at bar t is known at the close of bar t and depends on
 * bars up to t alone.
 */
public enum RegimeMeasure {
    TREND_Z(
            "log price change over the window divided by sigma sqrt(window); sigma is the root mean square of the one-bar log"
                    + " returns of the sigma window. Standard normal on a driftless random walk",
            "standard deviations",
            "close"),
    REGRESSION_T(
            "t statistic of the slope of log price on time. Far from Student's t on a random walk: hold it against"
                    + " regression_level",
            "t",
            "close"),
    REGRESSION_R2("share of the log price's variance in the window that a straight line explains", "0 to 1", "close"),
    REGRESSION_LEVEL(
            "regression of log price on time, calibrated: the share of driftless random walks whose line fits worse, with the"
                    + " sign of the slope. Beyond 0.95 in either direction on 5 % of the bars of such a walk",
            "-1 to 1", "close"),
    TREND_STRENGTH(
            "absolute correlation of log price and time. Above 0.7 on 45 % of the bars of a driftless random walk: it does not"
                    + " tell a trend from chance",
            "0 to 1", "close"),
    RETURNS("log price change over the window", "log return", "close"),
    VOLATILITY(
            "realised volatility: root mean square of the one-bar log returns of the window, each divided by what is usual at its"
                    + " hour of the week if hour_weeks is not 0",
            "log return per bar, or share of the usual",
            "close"),
    PARKINSON_VOLATILITY(
            "volatility from the ranges of the bars (Parkinson 1980): root of the mean of ln(high/low)^2 / (4 ln 2), each divided by"
                    + " what is usual at its hour of the week if hour_weeks is not 0",
            "log return per bar, or share of the usual",
            "high, low"),
    DRAWDOWN("how far the close is below the highest close of the window", "0 to 1", "close"),
    EFFICIENCY_RATIO(
            "change over the window as a share of the way walked (Kaufman 1995): 1 is a straight line",
            "0 to 1",
            "close"),
    VARIANCE_RATIO(
            "variance of the log price changes over step bars, divided by step times that over one bar (Lo and MacKinlay 1988,"
                    + " overlapping changes, mean 0): above 1 where moves go on, below 1 where they are taken back",
            "share of a random walk's",
            "close"),
    SPREAD(
            "mean of the quoted spread at the open over the window; unknown where a dataset has no bid and ask",
            "basis points of the price",
            "bid, ask"),
    VOLUME("mean volume of the window's bars", "as the vendor counts", "volume"),
    SESSION_TOKYO(
            "1 while Tokyo trades (9 to 18 local time, Monday to Friday) at the close of the bar, else 0",
            "0 or 1",
            "time"),
    SESSION_LONDON(
            "1 while London trades (8 to 17 local time, Monday to Friday) at the close of the bar, else 0",
            "0 or 1",
            "time"),
    SESSION_NEW_YORK(
            "1 while New York trades (8 to 17 local time, Monday to Friday) at the close of the bar, else 0",
            "0 or 1",
            "time");

    private static final int WEEK_SECONDS = 7 * 86_400;

    private final String meaning;
    private final String unit;
    private final String needs;

    RegimeMeasure(String meaning, String unit, String needs) {
        this.meaning = meaning;
        this.unit = unit;
        this.needs = needs;
    }

    /**
     * A parameter of a measure, a whole number.
     *
     * @param fallback its value where a rule names none
     */
    public record Parameter(String name, String meaning, int fallback, int min, int max) {}

    /**
     * A measure as lists show it.
     *
     * @param lookBack bars before bar t that the value at t depends on, with the parameters at their defaults, on hourly
     *     bars
     */
    public record Entry(
            String name, String meaning, String unit, String needs, List<Parameter> parameters, int lookBack) {}

    /** The whole catalogue, for lists. */
    public static List<Entry> entries() {
        return Arrays.stream(values())
                .map(measure -> new Entry(
                        measure.toString(),
                        measure.meaning,
                        measure.unit,
                        measure.needs,
                        measure.parameters(),
                        Measured.of(measure).lookBack(3600)))
                .toList();
    }

    /** The measure of a name; empty if there is none. */
    static Optional<RegimeMeasure> named(String name) {
        return Arrays.stream(values())
                .filter(measure -> measure.toString().equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(RegimeMeasure::toString).collect(Collectors.joining(", "));
    }

    public List<Parameter> parameters() {
        return switch (this) {
            case TREND_Z ->
                List.of(window(50, 2), new Parameter("sigma_window", "returns behind sigma", 500, 2, 20_000));
            case REGRESSION_T, REGRESSION_R2 -> List.of(window(100, 3));
            case REGRESSION_LEVEL -> List.of(window(100, 20));
            case TREND_STRENGTH -> List.of(window(50, 3));
            case RETURNS -> List.of(window(50, 1));
            case VOLATILITY, PARKINSON_VOLATILITY ->
                List.of(
                        window(20, 1),
                        new Parameter(
                                "hour_weeks",
                                "past weeks that tell what is usual at an hour of the week; 0: no adjustment",
                                0,
                                0,
                                26));
            case DRAWDOWN -> List.of(window(250, 2));
            case EFFICIENCY_RATIO -> List.of(window(20, 2));
            case VARIANCE_RATIO -> List.of(window(100, 20), new Parameter("step", "bars of a change", 5, 2, 20));
            case SPREAD, VOLUME -> List.of(window(1, 1));
            case SESSION_TOKYO, SESSION_LONDON, SESSION_NEW_YORK -> List.of();
        };
    }

    Optional<Parameter> parameter(String name) {
        return parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }

    /** Bars before the first one that has a value. */
    int lookBack(SortedMap<String, Integer> values, int stepSeconds) {
        return switch (this) {
            case TREND_Z -> Math.max(at(values, "window"), at(values, "sigma_window"));
            case RETURNS, EFFICIENCY_RATIO, VARIANCE_RATIO -> at(values, "window");
            case VOLATILITY -> at(values, "window") + usual(values, stepSeconds);
            case PARKINSON_VOLATILITY -> at(values, "window") - 1 + usual(values, stepSeconds);
            case REGRESSION_T, REGRESSION_R2, REGRESSION_LEVEL, TREND_STRENGTH, DRAWDOWN, SPREAD, VOLUME ->
                at(values, "window") - 1;
            case SESSION_TOKYO, SESSION_LONDON, SESSION_NEW_YORK -> 0;
        };
    }

    private static int usual(SortedMap<String, Integer> values, int stepSeconds) {
        return (int) Math.ceilDiv((long) at(values, "hour_weeks") * WEEK_SECONDS, stepSeconds);
    }

    private static int at(SortedMap<String, Integer> values, String name) {
        Integer value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter " + name + " in " + values);
        }
        return value;
    }

    private static Parameter window(int fallback, int min) {
        return new Parameter("window", "bars", fallback, min, 5_000);
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
