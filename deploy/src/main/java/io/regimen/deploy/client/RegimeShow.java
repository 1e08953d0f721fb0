package io.regimen.deploy.client;

import io.regimen.deploy.client.ApiClient.Answer;
import io.regimen.deploy.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows one version of a regime set as it can be saved again.",
        mixinStandardHelpOptions = true)
final class RegimeShow extends ClientCommand {
    @Parameters(paramLabel = "SET", description = "its name, or name@version")
    private String ref = "";

    RegimeShow(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Answer answer = api().get("/api/regimes/sets/" + ApiClient.step(ref));
        print(
                answer,
                TextTable.fields(answer.json())
                        + System.lineSeparator()
                        + answer.json().path("definition").toPrettyString());
        return OK;
    }
}
