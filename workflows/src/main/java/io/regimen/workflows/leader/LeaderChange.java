package io.regimen.workflows.leader;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.workflows.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run is promoted, retired or released in one regime of a market, by hand. The run is always named, so that doing it
 * twice is doing it once.
 *
 * @param reason for those who read the audit
 */
public record LeaderChange(
        @Nullable LeaderAction action,
        @Nullable String symbol,
        @Nullable String timeframe,
        @Nullable String regime,
        @Nullable Long run,
        @Nullable String reason,
        @Nullable String createdBy,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> unknown) {

    public LeaderChange {
        unknown = unknown == null ? Map.of() : new TreeMap<>(unknown);
    }

    /** The same, by somebody, with the market written as it is stored; the request must have no problems. */
    public LeaderChange by(LeaderAction what, String author) {
        return new LeaderChange(
                what,
                Markets.symbol(String.valueOf(symbol)),
                Markets.timeframe(String.valueOf(timeframe)),
                regime,
                run,
                reason,
                author,
                unknown);
    }

    /** One change of a market at a time. */
    public String workflowId() {
        return "leaders-" + symbol + "-" + timeframe;
    }

    /** All that is wrong, each with the field and the mend; empty if the request can be carried out. */
    public List<Problem> problems() {
        List<Problem> out = new ArrayList<>();
        if (action == null) {
            out.add(new Problem("action", "missing", "Use promote, retire or release"));
        }
        missing("symbol", symbol, "Use one such as EURUSD", out);
        missing("timeframe", timeframe, "Use one such as 1h", out);
        missing("regime", regime, "GET /api/leaders lists them", out);
        missing("run", run, "Give its id; GET /api/leaders lists those that lead", out);
        Markets.check(symbol, timeframe, out);
        Markets.checkReason(reason, out);
        Markets.checkUnknown(unknown, "action, symbol, timeframe, regime, run, reason, created_by", out);
        return List.copyOf(out);
    }

    private static void missing(String field, @Nullable Object value, String hint, List<Problem> out) {
        if (value == null) {
            out.add(new Problem(field, "missing", hint));
        }
    }
}
