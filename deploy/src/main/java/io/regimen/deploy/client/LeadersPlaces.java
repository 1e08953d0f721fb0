package io.regimen.deploy.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "places",
        description = "Runs whose files stay for a regime: the leader by the policy, and the best others.",
        mixinStandardHelpOptions = true)
final class LeadersPlaces extends ClientCommand {
    private static final List<String> COLUMNS = List.of(
            "symbol",
            "timeframe",
            "regime_name",
            "place",
            "training_run_id",
            "model_type",
            "horizon",
            "score",
            "trades",
            "admitted",
            "artifact_state");

    @Mixin
    private LeaderOptions leaders = new LeaderOptions();

    LeadersPlaces(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Map<String, String> query = new LinkedHashMap<>();
        leaders.putInto(query);
        printPage(api().get("/api/leaders/places", query), COLUMNS);
        return OK;
    }
}
