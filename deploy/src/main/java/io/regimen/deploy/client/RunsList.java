package io.regimen.deploy.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists training runs, newest first.", mixinStandardHelpOptions = true)
sealed class RunsList extends ClientCommand {
    @Option(names = "--symbol", paramLabel = "SYMBOL", description = "such as EURUSD")
    private @Nullable String symbol;

    @Option(names = "--timeframe", paramLabel = "TF", description = "base timeframe, such as 1h")
    private @Nullable String timeframe;

    @Option(names = "--model", paramLabel = "TYPE", description = "model type, such as ridge")
    private @Nullable String model;

    @Option(names = "--status", paramLabel = "STATUS", description = "running, completed, failed or cancelled")
    private @Nullable String status;

    @Option(names = "--kept", paramLabel = "true|false", description = "whether the model file is kept")
    private @Nullable String kept;

    @Option(names = "--config-hash", paramLabel = "HASH", description = "configuration hash")
    private @Nullable String configHash;

    @Option(names = "--run-key", paramLabel = "PREFIX", description = "first characters of the run key")
    private @Nullable String runKey;

    @Option(names = "--grid", paramLabel = "GRID", description = "only runs of this grid, by name or id")
    private @Nullable String grid;

    @Option(names = "--sort", paramLabel = "FIELD", description = "such as best_sharpe or training_duration_seconds")
    private @Nullable String sort;

    @Option(names = "--order", paramLabel = "asc|desc", description = "desc if absent")
    private @Nullable String order;

    @Mixin
    private PageOptions page = new PageOptions();

    RunsList(ApiClient api) {
        super(api);
    }

    /** {@code runs} without a subcommand lists too. */
    @Command(
            name = "runs",
            description = "Lists and shows training runs, and judges them again.",
            mixinStandardHelpOptions = true)
    static final class Default extends RunsList {
        Default(ApiClient api) {
            super(api);
        }
    }

    @Override
    final int run() {
        Map<String, String> query = new LinkedHashMap<>();
        PageOptions.put(query, "symbol", symbol);
        PageOptions.put(query, "base_timeframe", timeframe);
        PageOptions.put(query, "model_type", model);
        PageOptions.put(query, "status", status);
        PageOptions.put(query, "kept", kept);
        PageOptions.put(query, "config_hash", configHash);
        PageOptions.put(query, "run_key", runKey);
        PageOptions.put(query, "grid", grid == null ? null : gridId(api(), grid));
        PageOptions.put(query, "sort", sort);
        PageOptions.put(query, "order", order);
        page.putInto(query);
        printPage(
                api().get("/api/runs", query),
                List.of(
                        "id",
                        "model_type",
                        "symbol",
                        "base_timeframe",
                        "days_history",
                        "horizon",
                        "status",
                        "best_sharpe",
                        "beats_baselines",
                        "is_model_kept",
                        "training_duration_seconds",
                        "created_at"));
        return OK;
    }

    /** The id of a grid that is named by id or name. */
    static String gridId(ApiClient api, String ref) {
        String id =
                api.get("/api/grids/" + ApiClient.step(ref)).json().path("id").asText();
        if (id.isEmpty()) {
            throw ClientException.failed("Grid " + ref + " is not planned yet; try again in a moment");
        }
        return id;
    }
}
