package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.workflows.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "policy",
        description =
                "The policies that leaders follow: the installation's, then those of markets that have their own.",
        mixinStandardHelpOptions = true)
final class LeadersPolicy extends ClientCommand {
    private static final List<String> COLUMNS =
            List.of("symbol", "timeframe", "version", "policy", "markets", "created_by", "created_at", "reason");

    @Option(names = "--history", description = "all versions")
    private boolean history;

    @Mixin
    private PageOptions page = new PageOptions();

    LeadersPolicy(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("history", Boolean.toString(history));
        page.putInto(query);
        printPage(api().get("/api/leaders/policies", query), COLUMNS);
        return OK;
    }

    @Command(
            name = "set",
            description = {
                "Changes the policy of the installation, or of one market, and ranks its leaders from what was judged.",
                "What is not given stays as it is. Runs whose files are gone cannot lead: where a new policy wants one, the"
                        + " next best whose file is there leads, and files that nothing keeps any more are deleted."
            },
            mixinStandardHelpOptions = true)
    static final class Set extends ClientCommand {
        @Option(names = "--symbol", paramLabel = "SYMBOL", description = "of a market, with --timeframe")
        private @Nullable String symbol;

        @Option(names = "--timeframe", paramLabel = "TF", description = "of a market")
        private @Nullable String timeframe;

        @Option(names = "--inherit", description = "the market follows the installation's policy again")
        private boolean inherit;

        @Option(
                names = "--primary",
                paramLabel = "METRIC",
                description = "sharpe, total_pnl, max_drawdown, win_rate or edge_bps")
        private @Nullable String primary;

        @Option(
                names = "--secondary",
                split = ",",
                paramLabel = "METRIC",
                description = "decide between equals, one after the other; none for none")
        private @Nullable List<String> secondary;

        @Option(names = "--min-trades", paramLabel = "N", description = "in the regime, on validation and on test")
        private @Nullable Integer minTrades;

        @Option(
                names = "--min-improvement-percent",
                paramLabel = "P",
                description = "of the amount of the score of who led when the grid began")
        private @Nullable Double minImprovementPercent;

        @Option(names = "--min-improvement", paramLabel = "X", description = "at least, in units of the score")
        private @Nullable Double minImprovement;

        @Option(names = "--keep", paramLabel = "N", description = "the n best of a market and regime keep their files")
        private @Nullable Integer keep;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why, for the audit")
        private String reason = "";

        @Option(names = "--by", paramLabel = "NAME", description = "who, for the audit; cli if absent")
        private String by = "cli";

        Set(ApiClient api) {
            super(api);
        }

        @Override
        int run() {
            ObjectNode request = Json.mapper().createObjectNode();
            put(request, "symbol", symbol);
            put(request, "timeframe", timeframe);
            put(request, "inherit", inherit ? true : null);
            put(request, "primary_metric", primary);
            put(
                    request,
                    "secondary_metrics",
                    secondary == null || !secondary.equals(List.of("none")) ? secondary : List.of());
            put(request, "min_trades", minTrades);
            put(request, "min_improvement_percent", minImprovementPercent);
            put(request, "min_improvement", minImprovement);
            put(request, "keep_top_n_per_regime", keep);
            request.put("reason", reason).put("created_by", by);
            Answer answer = api().post("/api/leaders/policies", request);
            if (answer.body().isBlank()) {
                say("the policy is stored; markets are still being ranked: see the workflow leaders-policy");
                return OK;
            }
            JsonNode done = answer.json();
            JsonNode saved = done.path("policy");
            print(
                    answer,
                    "version " + saved.path("version").asInt() + " of "
                            + saved.path("market").asText("the installation") + ": "
                            + (saved.has("policy") ? saved.path("policy") : "as the installation") + "; "
                            + done.path("markets").asInt() + " markets ranked, "
                            + done.path("leaders").asInt() + " leaders changed");
            return OK;
        }

        private static void put(ObjectNode request, String field, @Nullable Object value) {
            if (value != null) {
                request.set(field, Json.mapper().valueToTree(value));
            }
        }
    }
}
