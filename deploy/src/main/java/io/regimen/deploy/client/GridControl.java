package io.regimen.deploy.client;

import io.regimen.deploy.client.ApiClient.Answer;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Pause, resume, cancel and retry-failed: a word passed on to a grid. */
@Command(mixinStandardHelpOptions = true)
final class GridControl extends ClientCommand {
    private final String action;

    @Parameters(paramLabel = "GRID", description = "name (the newest execution) or id")
    private String ref = "";

    GridControl(ApiClient api, String action) {
        super(api);
        this.action = action;
    }

    @Override
    int run() {
        Answer answer = api().post("/api/grids/" + ApiClient.step(ref) + "/" + action, Map.of());
        print(
                answer,
                action + ": passed on to grid " + answer.json().path("name").asText());
        return OK;
    }
}
