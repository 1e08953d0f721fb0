package io.regimen.deploy.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "history",
        description = {
            "How competitions for regimes went, and changes by hand and by a new policy, newest first: the displaced leader,"
                    + " its score and the verdicts on both. With --output json also the evidence of both."
        },
        mixinStandardHelpOptions = true)
final class LeadersHistory extends ClientCommand {
    private static final List<String> COLUMNS = List.of(
            "decided_at",
            "symbol",
            "timeframe",
            "regime_name",
            "outcome",
            "cause",
            "training_run_id",
            "score",
            "verdict",
            "displaced_run_id",
            "displaced_score",
            "displaced_verdict",
            "actor",
            "reason");

    @Mixin
    private LeaderOptions leaders = new LeaderOptions();

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            description =
                    "first, promoted, not_better, not_enough, held_back, not_eligible, excluded or retired; all if absent")
    private @Nullable String outcome;

    @Option(names = "--run", paramLabel = "RUN", description = "only of this run")
    private @Nullable Long run;

    LeadersHistory(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Map<String, String> query = new LinkedHashMap<>();
        leaders.putInto(query);
        PageOptions.put(query, "outcome", outcome);
        PageOptions.put(query, "run", run);
        printPage(api().get("/api/promotions", query), COLUMNS);
        return OK;
    }
}
