package io.regimen.deploy.client;

import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.deploy.terminal.TextTable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows one grid.", mixinStandardHelpOptions = true)
final class GridShow extends ClientCommand {
    @Parameters(paramLabel = "GRID", description = "name (the newest execution) or id")
    private String ref = "";

    GridShow(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Answer answer = api().get("/api/grids/" + ApiClient.step(ref));
        String text = Stream.of(
                        TextTable.fields(answer.json()),
                        GridSummary.failure(answer.json()),
                        GridSummary.reasons(answer.json()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(System.lineSeparator()));
        print(answer, text);
        return OK;
    }
}
