package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.client.ApiClient.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "explain",
        description = "Says why leaders are PROVEN, or why not: one sentence per condition.",
        mixinStandardHelpOptions = true)
final class LeadersExplain extends ClientCommand {
    @Mixin
    private LeaderOptions leaders = new LeaderOptions();

    LeadersExplain(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Map<String, String> query = new LinkedHashMap<>();
        leaders.putInto(query);
        Answer answer = api().get("/api/leaders/evidence", query);
        List<String> lines = new ArrayList<>();
        for (JsonNode leader : answer.json().path("items")) {
            explain(leader, lines);
        }
        print(answer, lines.isEmpty() ? "none" : String.join(System.lineSeparator(), lines));
        return OK;
    }

    private static void explain(JsonNode leader, List<String> lines) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(String.format(
                Locale.ROOT,
                "%s/%s %s: run %d (%s, horizon %d), score %.2f: %s",
                leader.path("symbol").asText(),
                leader.path("timeframe").asText(),
                leader.path("regime_name").asText(),
                leader.path("training_run_id").asLong(),
                leader.path("model_type").asText(),
                leader.path("horizon").asInt(),
                leader.path("performance_score").asDouble(),
                leader.path("verdict").asText()));
        JsonNode findings = leader.path("evidence").path("findings");
        if (findings.isEmpty()) {
            lines.add("  " + leader.path("verdict_reason").asText());
        }
        for (JsonNode finding : findings) {
            lines.add("  " + mark(finding.path("result").asText()) + " "
                    + finding.path("sentence").asText());
        }
    }

    private static String mark(String result) {
        return switch (result) {
            case "met" -> "[yes]";
            case "not_met" -> "[no] ";
            default -> "[-]  ";
        };
    }
}
