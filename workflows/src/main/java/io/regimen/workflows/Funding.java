package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Funding of a perpetual future: at each stamp a long position pays the rate to the short ones, or receives it where the
 * rate is negative.
 *
 * @param rateBps rate per stamp in basis points of the position's value, -100 to 100
 * @param intervalHours hours between stamps, counted from midnight UTC: 1, 2, 3, 4, 6, 8, 12 or 24, default 8
 * @param series hash of the stored funding rates of a symbol, by symbol: what was really charged, instead of the constant
 *     rate, which the other symbols pay; null where there is none
 */
public record Funding(
        double rateBps,
        int intervalHours,
        @Nullable SortedMap<String, String> series,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> unknown) {
    private static final int DAY_HOURS = 24;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    // Jackson hands absent numbers in as zero
    public Funding {
        intervalHours = intervalHours == 0 ? 8 : intervalHours;
        series = series == null || series.isEmpty() ? null : normal(series);
        unknown = unknown == null ? Map.of() : new TreeMap<>(unknown);
    }

    public static Funding every(int intervalHours, double rateBps) {
        return new Funding(rateBps, intervalHours, null, Map.of());
    }

    /** What was really charged in one symbol, and nothing in others. */
    public static Funding of(String symbol, String series) {
        return new Funding(0, 0, new TreeMap<>(Map.of(symbol, series)), Map.of());
    }

    private static SortedMap<String, String> normal(SortedMap<String, String> given) {
        SortedMap<String, String> out = new TreeMap<>();
        given.forEach((symbol, hash) -> out.put(GridPlanner.symbol(symbol), hash));
        return Collections.unmodifiableSortedMap(out);
    }

    /** Hash of the stored rates of a symbol; empty if it pays the constant rate. */
    public Optional<String> seriesOf(String symbol) {
        return series == null ? Optional.empty() : Optional.ofNullable(series.get(symbol));
    }

    /** The same without stored rates. */
    public Funding constant() {
        return new Funding(rateBps, intervalHours, null, unknown);
    }

    /** Whether nothing is paid, whatever the interval. */
    boolean isNone() {
        return rateBps == 0 && series == null && DAY_HOURS % intervalHours == 0 && unknown.isEmpty();
    }

    void check(List<Problem> out) {
        CostChecks.unknown("costs.funding", unknown, out);
        CostChecks.within("costs.funding.rate_bps", rateBps, -100, 100, CostChecks.BASIS_POINTS, out);
        if (intervalHours < 1 || DAY_HOURS % intervalHours != 0) {
            out.add(new Problem(
                    "costs.funding.interval_hours",
                    intervalHours + " hours do not divide a day",
                    "Use 1, 2, 3, 4, 6, 8, 12 or 24"));
        }
        if (series != null) {
            series.forEach((symbol, hash) -> {
                if (!HASH.matcher(String.valueOf(hash)).matches()) {
                    out.add(new Problem(
                            "costs.funding.series." + symbol,
                            "not the hash of a funding series",
                            "Use the 64 hexadecimal digits that `deploy/regimen data funding` prints"));
                }
            });
        }
    }
}
