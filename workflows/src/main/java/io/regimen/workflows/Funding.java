package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Funding of a perpetual future: at each stamp a long position pays the rate to the short ones, or receives it where the
 * rate is negative.
 *
 * @param rateBps rate per stamp in basis points of the position's value, -100 to 100
 * @param intervalHours hours between stamps, counted from midnight UTC: 1, 2, 3, 4, 6, 8, 12 or 24, default 8
 */
public record Funding(
        double rateBps,
        int intervalHours,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> unknown) {
    private static final int DAY_HOURS = 24;

    // Jackson hands absent numbers in as zero
    public Funding {
        intervalHours = intervalHours == 0 ? 8 : intervalHours;
        unknown = unknown == null ? Map.of() : new TreeMap<>(unknown);
    }

    public static Funding every(int intervalHours, double rateBps) {
        return new Funding(rateBps, intervalHours, Map.of());
    }

    /** Whether nothing is paid, whatever the interval. */
    boolean isNone() {
        return rateBps == 0 && DAY_HOURS % intervalHours == 0 && unknown.isEmpty();
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
    }
}
