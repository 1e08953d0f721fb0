package io.regimen.deploy.client;

import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.deploy.terminal.TextTable;
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
        String reasons = GridSummary.reasons(answer.json());
        print(answer, TextTable.fields(answer.json()) + (reasons.isEmpty() ? "" : System.lineSeparator() + reasons));
        return OK;
    }
}
