package io.regimen.workflows;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Overnight financing, charged at 17:00 in New York on Monday to Friday, three times on Wednesday, when the value date
 * moves over the weekend. Positive is paid, negative is received.
 *
 * @param longBpsPerDay for a long position, basis points of its value, -100 to 100
 * @param shortBpsPerDay for a short position
 */
public record Swap(
        double longBpsPerDay,
        double shortBpsPerDay,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> unknown) {
    /** Nothing either way. */
    static final Swap NONE = new Swap(0, 0, Map.of());

    public Swap {
        unknown = unknown == null ? Map.of() : new TreeMap<>(unknown);
    }

    public static Swap perDay(double longBps, double shortBps) {
        return new Swap(longBps, shortBps, Map.of());
    }

    void check(List<Problem> out) {
        CostChecks.unknown("costs.swap", unknown, out);
        CostChecks.within("costs.swap.long_bps_per_day", longBpsPerDay, -100, 100, CostChecks.BASIS_POINTS, out);
        CostChecks.within("costs.swap.short_bps_per_day", shortBpsPerDay, -100, 100, CostChecks.BASIS_POINTS, out);
    }
}
