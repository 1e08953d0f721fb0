package io.regimen.deploy.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "global",
        description = "The best leader of each regime over all markets whose leaders are chosen by the same metric.",
        mixinStandardHelpOptions = true)
final class LeadersGlobal extends ClientCommand {
    private static final List<String> COLUMNS = List.of(
            "regime_name",
            "metric",
            "markets",
            "symbol",
            "timeframe",
            "model_type",
            "horizon",
            "performance_score",
            "trades",
            "verdict",
            "pinned_by",
            "artifact_state",
            "training_run_id");

    @Mixin
    private PageOptions page = new PageOptions();

    LeadersGlobal(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Map<String, String> query = new LinkedHashMap<>();
        page.putInto(query);
        printPage(api().get("/api/leaders/global", query), COLUMNS);
        return OK;
    }
}
