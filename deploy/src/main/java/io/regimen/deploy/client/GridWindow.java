package io.regimen.deploy.client;

import io.regimen.deploy.client.ApiClient.Answer;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "window", description = "Sets how many cells are open at a time.", mixinStandardHelpOptions = true)
final class GridWindow extends ClientCommand {
    @Parameters(index = "0", paramLabel = "GRID", description = "name (the newest execution) or id")
    private String ref = "";

    @Parameters(index = "1", paramLabel = "N", description = "cells, 1 to 500")
    private int window;

    GridWindow(ApiClient api) {
        super(api);
    }

    @Override
    int run() {
        Answer answer = api().post("/api/grids/" + ApiClient.step(ref) + "/window", Map.of("window", window));
        print(
                answer,
                "window of grid " + answer.json().path("name").asText() + ": " + window + " cells, before "
                        + answer.json().path("previous").asInt());
        return OK;
    }
}
