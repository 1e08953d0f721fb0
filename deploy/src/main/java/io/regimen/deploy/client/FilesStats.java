package io.regimen.deploy.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.deploy.terminal.TextTable;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "stats",
        description = "Numbers and bytes of files by kind, state and reason; how much was saved; position streams.",
        mixinStandardHelpOptions = true)
final class FilesStats extends ClientCommand {
    FilesStats(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Answer answer = api().get("/api/files/stats");
        JsonNode stats = answer.json();
        String gap = System.lineSeparator() + System.lineSeparator();
        StringBuilder text = new StringBuilder(TextTable.fields(stats));
        if (!stats.path("counts").isEmpty()) {
            text.append(gap).append(TextTable.of(List.of("kind", "state", "files", "bytes"), stats.path("counts")));
        }
        if (!stats.path("reasons").isEmpty()) {
            text.append(gap).append(TextTable.of(List.of("reason", "state", "files", "bytes"), stats.path("reasons")));
        }
        if (stats.path("streams").path("streams").asLong() > 0) {
            text.append(gap)
                    .append("position streams")
                    .append(System.lineSeparator())
                    .append(TextTable.fields(stats.path("streams")));
        }
        print(answer, text.toString());
        return OK;
    }
}
