package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.deploy.terminal.TextTable;
import io.regimen.workflows.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows one training run.", mixinStandardHelpOptions = true)
final class RunsShow extends ClientCommand {
    @Parameters(paramLabel = "RUN", description = "id or run key")
    private String ref = "";

    @Option(names = "--backtests", description = "show its inference backtests too")
    private boolean backtests;

    RunsShow(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Answer answer =
                api().get("/api/runs/" + ApiClient.step(ref), backtests ? Map.of("include", "backtests") : Map.of());
        JsonNode rows = answer.json().path("backtests");
        String table = TextTable.of(
                        List.of(
                                "config_index",
                                "prediction_method",
                                "ensemble_method",
                                "confidence_threshold",
                                "lookback_window",
                                "trades",
                                "sharpe",
                                "max_drawdown",
                                "total_pnl",
                                "validation_sharpe"),
                        rows)
                .toString();
        JsonNode evaluations = answer.json().path("evaluations");
        String judged = evaluations.isEmpty()
                ? ""
                : System.lineSeparator()
                        + TextTable.of(
                                List.of(
                                        "evaluation_hash",
                                        "origin",
                                        "status",
                                        "is_current",
                                        "backtests",
                                        "best_sharpe",
                                        "leads",
                                        "completed_at"),
                                evaluations);
        print(
                answer,
                TextTable.fields(answer.json())
                        + forecasts(answer.json())
                        + judged
                        + (backtests ? System.lineSeparator() + table : ""));
        return OK;
    }

    /** What the forecasts are worth, a line for each number of steps and part. */
    private static String forecasts(JsonNode run) {
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode head : run.at("/forecast_quality/heads")) {
            for (String part : List.of("validation", "test")) {
                ObjectNode row = Json.mapper().createObjectNode();
                row.set("step", head.path("step"));
                row.put("part", part);
                row.setAll((ObjectNode) head.path(part));
                row.set("brier", head.path(part).at("/calibration/brier"));
                rows.add(row);
            }
        }
        return rows.isEmpty()
                ? ""
                : System.lineSeparator()
                        + TextTable.of(
                                List.of("step", "part", "rows", "skill", "rank_ic", "hit_rate", "crps_skill", "brier"),
                                rows)
                        + System.lineSeparator();
    }
}
