package io.regimen.workflows.leader;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.workflows.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Changes the policy of the installation, or of one market. What is left out stays as it is; a market begins with the
 * installation's.
 *
 * @param symbol of the market, together with its timeframe; absent: the policy of the installation
 * @param inherit true to have the market follow the installation's again; nothing else is changed then
 * @param reason for those who read the audit
 */
public record LeaderPolicyRequest(
        @Nullable String symbol,
        @Nullable String timeframe,
        @Nullable Boolean inherit,
        @Nullable LeaderMetric primaryMetric,
        @Nullable List<LeaderMetric> secondaryMetrics,
        @Nullable Integer minTrades,
        @Nullable Double minImprovementPercent,
        @Nullable Double minImprovement,

        @JsonProperty("keep_top_n_per_regime") @Nullable Integer keepTopNPerRegime,

        @Nullable String reason,
        @Nullable String createdBy,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> unknown) {

    /** Only one change of policies at a time. */
    public static final String WORKFLOW_ID = "leaders-policy";

    public LeaderPolicyRequest {
        secondaryMetrics = secondaryMetrics == null ? null : List.copyOf(secondaryMetrics);
        unknown = unknown == null ? Map.of() : new TreeMap<>(unknown);
    }

    public boolean inherits() {
        return Boolean.TRUE.equals(inherit);
    }

    public boolean ofMarket() {
        return symbol != null;
    }

    /** The same, by somebody, with the market written as it is stored; the request must have no problems. */
    public LeaderPolicyRequest by(String author) {
        return new LeaderPolicyRequest(
                symbol == null ? null : Markets.symbol(symbol),
                timeframe == null ? null : Markets.timeframe(timeframe),
                inherit,
                primaryMetric,
                secondaryMetrics,
                minTrades,
                minImprovementPercent,
                minImprovement,
                keepTopNPerRegime,
                reason,
                author,
                unknown);
    }

    /** A policy with what this changes. */
    public LeaderPolicy changed(LeaderPolicy from) {
        return new LeaderPolicy(
                Objects.requireNonNullElse(primaryMetric, from.primaryMetric()),
                Objects.requireNonNullElse(secondaryMetrics, from.secondaryMetrics()),
                Objects.requireNonNullElse(minTrades, from.minTrades()),
                Objects.requireNonNullElse(minImprovementPercent, from.minImprovementPercent()),
                Objects.requireNonNullElse(minImprovement, from.minImprovement()),
                Objects.requireNonNullElse(keepTopNPerRegime, from.keepTopNPerRegime()));
    }

    /** What is wrong whatever the present policy is; whether the changed one can be followed is asked of that. */
    public List<Problem> problems() {
        List<Problem> out = new ArrayList<>();
        if ((symbol == null) != (timeframe == null)) {
            out.add(new Problem(
                    symbol == null ? "symbol" : "timeframe", "missing", "A market is both, such as EURUSD and 1h"));
        }
        Markets.check(symbol, timeframe, out);
        boolean changes = primaryMetric != null
                || secondaryMetrics != null
                || minTrades != null
                || minImprovementPercent != null
                || minImprovement != null
                || keepTopNPerRegime != null;
        if (inherits() && (changes || symbol == null)) {
            out.add(new Problem(
                    "inherit",
                    symbol == null
                            ? "the installation has nobody to follow"
                            : "a market that inherits has no own values",
                    "Give symbol and timeframe, and nothing but the reason"));
        }
        if (!inherits() && !changes) {
            out.add(new Problem("primary_metric", "nothing is to be changed", "Give at least one value"));
        }
        if (out.isEmpty() && !inherits()) {
            out.addAll(changed(LeaderPolicy.defaults()).problems().stream()
                    .filter(problem -> !problem.field().startsWith("secondary_metrics") || primaryMetric != null)
                    .toList());
        }
        Markets.checkReason(reason, out);
        Markets.checkUnknown(
                unknown,
                "symbol, timeframe, inherit, primary_metric, secondary_metrics, min_trades, min_improvement_percent,"
                        + " min_improvement, keep_top_n_per_regime, reason, created_by",
                out);
        return List.copyOf(out);
    }
}
