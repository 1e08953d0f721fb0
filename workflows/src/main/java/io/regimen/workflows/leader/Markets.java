package io.regimen.workflows.leader;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.workflows.GridPlanner;
import io.regimen.workflows.Problem;
import io.regimen.workflows.Timeframe;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What requests about leaders have in common. */
final class Markets {
    private static final int MAX_REASON = 500;

    private Markets() {}

    static String symbol(String text) {
        return GridPlanner.symbol(text);
    }

    static String timeframe(String text) {
        return Timeframe.parse(text).toString();
    }

    static void check(@Nullable String symbol, @Nullable String timeframe, List<Problem> out) {
        if (symbol != null && !symbol.matches("[A-Za-z0-9._/-]{2,24}")) {
            out.add(new Problem("symbol", "not a symbol", "Use one such as EURUSD"));
        }
        if (timeframe != null) {
            try {
                Timeframe.parse(timeframe);
            } catch (IllegalArgumentException e) {
                out.add(new Problem("timeframe", String.valueOf(e.getMessage()), "Correct the value"));
            }
        }
    }

    static void checkReason(@Nullable String reason, List<Problem> out) {
        if (reason == null || reason.isBlank()) {
            out.add(new Problem("reason", "missing", "Say why, for those who read the audit"));
        } else if (reason.length() > MAX_REASON) {
            out.add(new Problem("reason", reason.length() + " characters", "Use at most " + MAX_REASON));
        }
    }

    static void checkUnknown(Map<String, JsonNode> unknown, String known, List<Problem> out) {
        unknown.keySet()
                .forEach(field -> out.add(
                        new Problem(field, "unknown field", "Remove it or correct its spelling; known are " + known)));
    }
}
