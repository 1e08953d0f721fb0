package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.workflows.CostSummary;
import io.regimen.workflows.Costs;
import io.regimen.workflows.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "leaders", description = "Lists the leaders of market regimes.", mixinStandardHelpOptions = true)
final class Leaders extends ClientCommand {
    static final List<String> COLUMNS = List.of(
            "symbol",
            "timeframe",
            "regime_name",
            "model_type",
            "horizon",
            "prediction_method",
            "ensemble_method",
            "confidence_threshold",
            "lookback_window",
            "performance_score",
            "trades",
            "verdict",
            "dataset_vendor",
            "costs",
            "pinned_by",
            "artifact_state",
            "training_run_id");

    @Mixin
    private LeaderOptions leaders = new LeaderOptions();

    @Option(names = "--verdict", paramLabel = "VERDICT", description = "PROVEN, UNPROVEN or INSUFFICIENT")
    private @Nullable String verdict;

    @Option(names = "--grid", paramLabel = "GRID", description = "only leaders from this grid, by name or id")
    private @Nullable String grid;

    Leaders(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Map<String, String> query = new LinkedHashMap<>();
        leaders.putInto(query);
        PageOptions.put(query, "verdict", verdict);
        PageOptions.put(query, "grid", grid == null ? null : RunsList.gridId(api(), grid));
        Answer answer = api().get("/api/leaders", query);
        readable(answer.json().path("items"));
        printPage(answer, COLUMNS);
        return OK;
    }

    /** Puts the costs of leaders into words, for a table. */
    static void readable(JsonNode leaders) {
        for (JsonNode leader : leaders) {
            if (leader instanceof ObjectNode fields && fields.path("costs").isObject()) {
                fields.put("costs", CostSummary.of(Json.mapper().convertValue(fields.path("costs"), Costs.class)));
            }
        }
    }
}
